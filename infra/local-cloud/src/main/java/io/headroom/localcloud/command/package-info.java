/** What Terraform's local-exec and people type. Short commands: all but one talk to a daemon that runs already; {@link io.headroom.localcloud.command.LocalCloudCommand} is the door. */
@NullMarked
package io.headroom.localcloud.command;

import org.jspecify.annotations.NullMarked;
