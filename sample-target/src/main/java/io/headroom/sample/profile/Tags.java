package io.headroom.sample.profile;

import io.headroom.sample.defect.Defect;
import io.headroom.sample.instance.ActiveDefects;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Under which tag a profile is stored and found: the client's, or with the defect {@code unbounded-search} one of two. */
@Singleton
final class Tags {

    private static final int MANY = 999;
    private static final int FEW = 2;

    private final boolean unbounded;

    @Inject
    Tags(ActiveDefects defects) {
        this.unbounded = defects.has(Defect.UNBOUNDED_SEARCH);
    }

    /** Whether a search shows all that it finds at once. */
    boolean unbounded() {
        return unbounded;
    }

    /** Initial profiles have {@code tag1} up to this one. */
    int highest() {
        return unbounded ? FEW : MANY;
    }

    String of(String clients) {
        return unbounded ? "tag" + (1 + Math.floorMod(clients.hashCode(), FEW)) : clients;
    }
}
