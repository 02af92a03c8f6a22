package io.headroom.platform.run;

/** Who drives which run, among all platforms on one database. */
public interface Ownership {

    /** How surely a run is ours. */
    enum Standing {
        /** Nobody else may touch it. */
        OURS,
        /** It is not confirmed for so long that another platform will soon take it: no load may go on. */
        SILENT,
        /** Another platform has it, or may take it at any moment. */
        LOST
    }

    /** Takes a run unless another platform drives it. @return whether it is ours now */
    boolean take(String run);

    Standing standing(String run);
}
