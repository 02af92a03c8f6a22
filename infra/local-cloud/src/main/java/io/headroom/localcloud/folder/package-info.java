/** One folder per environment: who runs it, where it answers, what must be ended. {@link io.headroom.localcloud.folder.CloudFolder} is the door. */
@NullMarked
package io.headroom.localcloud.folder;

import org.jspecify.annotations.NullMarked;
