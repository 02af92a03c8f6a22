package io.headroom.platform.lease;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How long a platform that says nothing still owns its runs. Every platform on one database needs the same. */
@ConfigMapping(prefix = "headroom.lease")
interface LeaseSettings {

    /** From the last renewal until somebody else may take the run. */
    Duration length();

    /** Between renewals. */
    Duration renewal();

    /** From the last renewal until load must have ended: before anybody else may restore what it runs against. */
    Duration loadEnd();

    /** Between looks for what others left. */
    Duration sweep();
}
