/**
 * Whether a service became worse over the nights: {@link io.headroom.exploration.regression.NightlyJudge} is the door, {@link
 * io.headroom.exploration.regression.Rerun} the gate after it, {@link io.headroom.exploration.regression.ChangePoints} the history.
 */
@NullMarked
package io.headroom.exploration.regression;

import org.jspecify.annotations.NullMarked;
