package io.headroom.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProtectionEventTest {
    /** The design's protocol, written down once more: "from event to". */
    private static final List<String> TABLE = List.of(
            "PLANNED SNAPSHOT_TAKEN SNAPSHOTTED",
            "SNAPSHOTTED GUARD_CONFIRMED GUARD_ARMED",
            "GUARD_ARMED RELAXATION_DECIDED RELAX_INTENT",
            "RELAX_INTENT RELAXATION_APPLIED RELAXED",
            "RELAXED OPEN_PROVEN VERIFIED_OPEN",
            "RELAX_INTENT RESTORATION_DECIDED RESTORE_INTENT",
            "RELAXED RESTORATION_DECIDED RESTORE_INTENT",
            "VERIFIED_OPEN RESTORATION_DECIDED RESTORE_INTENT",
            "CONFLICT RESTORATION_DECIDED RESTORE_INTENT",
            "RESTORE_FAILED RESTORATION_DECIDED RESTORE_INTENT",
            "RESTORE_INTENT RESTORATION_APPLIED RESTORED",
            "RESTORED CLOSED_PROVEN VERIFIED_CLOSED",
            "VERIFIED_CLOSED GUARD_DISARMED DISARMED",
            "PLANNED NEVER_RELAXED DISARMED",
            "SNAPSHOTTED NEVER_RELAXED DISARMED",
            "GUARD_ARMED NEVER_RELAXED DISARMED",
            "RESTORE_INTENT ENVIRONMENT_GONE DISARMED",
            "RESTORED ENVIRONMENT_GONE DISARMED",
            "RELAX_INTENT FOREIGN_EDIT CONFLICT",
            "RESTORED FOREIGN_EDIT CONFLICT",
            "RESTORE_INTENT RESTORATION_FAILED RESTORE_FAILED",
            "RESTORED RESTORATION_FAILED RESTORE_FAILED");

    @Test
    void everyPairOfStateAndEventDoesWhatTheTableSays() {
        var expected = new HashMap<String, String>();
        TABLE.stream().map(row -> row.split(" ")).forEach(row -> expected.put(row[0] + " " + row[1], row[2]));
        for (var state : ProtectionState.values()) {
            for (var event : ProtectionEvent.values()) {
                var to = expected.get(state + " " + event);
                if (to != null) {
                    assertThat(event.after(state)).as(state + " " + event).isEqualTo(ProtectionState.valueOf(to));
                } else {
                    assertThatThrownBy(() -> event.after(state))
                            .as(state + " " + event)
                            .hasMessageContaining(state.name());
                }
            }
        }
    }

    @Test
    void everyStateCanStillEnd() {
        for (var state : ProtectionState.values()) {
            assertThat(reachableFrom(state)).as("from " + state).contains(ProtectionState.DISARMED);
        }
    }

    @Test
    void nothingLeadsFromRestoringBackToRelaxing() {
        for (var state : ProtectionState.values()) {
            if (state.restores()) {
                assertThat(reachableFrom(state)).as("from " + state).allMatch(ProtectionState::restores);
            }
        }
    }

    @Test
    void whatMayBeOpenIsNeverWrittenOffWithoutRestoring() {
        for (var state : ProtectionState.values()) {
            assertThat(ProtectionEvent.NEVER_RELAXED.allowedIn(state) && state.mayBeOpen())
                    .as(state.name())
                    .isFalse();
        }
    }

    private static Set<ProtectionState> reachableFrom(ProtectionState start) {
        var found = new HashSet<>(Set.of(start));
        var next = new ArrayDeque<>(found);
        while (!next.isEmpty()) {
            var state = next.remove();
            for (var event : ProtectionEvent.values()) {
                if (event.allowedIn(state) && found.add(event.after(state))) {
                    next.add(event.after(state));
                }
            }
        }
        return found;
    }
}
