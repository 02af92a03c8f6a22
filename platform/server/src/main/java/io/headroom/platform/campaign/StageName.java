package io.headroom.platform.campaign;

/** The stages of a campaign, by the names that people and files use. */
enum StageName {
    PROVISION,
    VERIFY,
    RELAX,
    PIN,
    EXPLORE,
    STRESS,
    RECOVER,
    EXTRAPOLATE,
    STRESS_ALL,
    RECOVER_ALL,
    ASSESS,
    RERUN,
    RESTORE,
    DESTROY,
    ANALYSE,
    REPORT;

    String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
