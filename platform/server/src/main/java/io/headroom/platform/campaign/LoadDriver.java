package io.headroom.platform.campaign;

import io.headroom.platform.fleet.Fleet;
import io.headroom.platform.fleet.Fleet.WorkFailed;
import io.headroom.protocol.fleet.WorkResult.Driven;

/** Sends a run's load, one step after the other. */
interface LoadDriver {

    /** Drives one load step; a listener that has heard enough ends it before its time. */
    Driven drive(LoadProfile profile, Fleet.Listener frames) throws WorkFailed, InterruptedException;

    /** How many load steps have been begun. */
    int steps();
}
