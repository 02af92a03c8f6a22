import io.headroom.scenario.Journey;
import io.headroom.scenario.Scenario;
import io.headroom.scenario.User;

/** A journey with a step that follows another. */
class TwoSteps implements Scenario {

    @Journey
    void twoSteps(User user) {
        user.get("/first").expect(200);
        user.get("/second").expect(200);
    }
}
