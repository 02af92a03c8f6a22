import io.headroom.scenario.Journey;
import io.headroom.scenario.Scenario;
import io.headroom.scenario.User;
import java.time.Duration;

/** Users who mostly think. */
class ThinkingUsers implements Scenario {

    @Journey
    void fetchAndThink(User user) {
        user.get("/small").expect(200);
        user.think(Duration.ofSeconds(10));
    }
}
