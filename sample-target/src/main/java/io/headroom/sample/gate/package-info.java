/**
 * The worker gate: every operation passes {@link io.headroom.sample.gate.WorkerGate} exactly once and holds one of
 * the instance's workers for the service time. {@link io.headroom.sample.gate.WorkerSchedule} decides, without clock or
 * thread; the gate only waits.
 */
@NullMarked
package io.headroom.sample.gate;

import org.jspecify.annotations.NullMarked;
