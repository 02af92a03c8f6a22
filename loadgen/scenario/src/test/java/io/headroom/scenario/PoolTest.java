package io.headroom.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolTest {

    @Test
    void theOldestValueLeavesAFullPool() {
        Pool<Integer> pool = Pool.of(3);
        for (int i = 1; i <= 5; i++) {
            pool.add(i);
        }
        Set<Integer> found = new HashSet<>();
        for (int i = 0; i < pool.size(); i++) {
            found.add(pool.any(userThatDraws(i)));
        }
        assertThat(found).containsExactlyInAnyOrder(3, 4, 5);
    }

    @Test
    void whatIsTakenIsNobodyElses() {
        Pool<Integer> pool = Pool.of(3);
        for (int i = 1; i <= 4; i++) {
            pool.add(i);
        }
        Set<Integer> taken = new HashSet<>();
        taken.add(pool.take(userThatDraws(1)));
        taken.add(pool.take(userThatDraws(1)));
        assertThat(pool.size()).isEqualTo(1);
        pool.add(5);
        taken.add(pool.take(userThatDraws(0)));
        taken.add(pool.take(userThatDraws(0)));
        assertThat(taken).containsExactlyInAnyOrder(2, 3, 4, 5);
        assertThatThrownBy(() -> pool.take(userThatDraws(0))).isInstanceOf(FailedStepException.class);
    }

    @Test
    void anEmptyPoolFailsTheStepByItsOwnKind() {
        assertThatThrownBy(() -> Pool.of(1).any(userThatDraws(0)))
                .isInstanceOfSatisfying(
                        FailedStepException.class, e -> assertThat(e.kind()).isEqualTo("pool-empty"));
    }

    @Test
    void aPoolHoldsAtLeastOneValue() {
        assertThatThrownBy(() -> Pool.of(0)).hasMessageContaining("at least 1, not 0");
    }

    private static User userThatDraws(int number) {
        return (User) Proxy.newProxyInstance(
                PoolTest.class.getClassLoader(), new Class<?>[] {User.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("random");
                    return number;
                });
    }
}
