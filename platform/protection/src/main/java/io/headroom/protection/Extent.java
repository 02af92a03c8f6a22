package io.headroom.protection;

/** For whom a protection is opened. */
public enum Extent {
    /** For the holders of a run's token, by an exemption that ends by itself. */
    NARROW,
    /** For everybody: the rule is off, or only counts. Nothing at the target ends it but us and the guard. */
    WIDE
}
