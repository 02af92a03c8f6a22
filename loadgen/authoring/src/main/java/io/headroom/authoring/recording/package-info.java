/**
 * A proxy on the loopback interface in front of a target: what is clicked there is recorded. {@link io.headroom.authoring.recording.RecordingProxy} is the
 * door.
 */
@NullMarked
package io.headroom.authoring.recording;

import org.jspecify.annotations.NullMarked;
