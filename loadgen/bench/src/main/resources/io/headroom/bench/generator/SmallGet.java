import io.headroom.scenario.Journey;
import io.headroom.scenario.Scenario;
import io.headroom.scenario.User;

/** As little as a journey can do. */
class SmallGet implements Scenario {

    @Journey
    void fetch(User user) {
        user.get("/small").expect(200);
    }
}
