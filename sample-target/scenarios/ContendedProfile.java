import io.headroom.scenario.Journey;
import io.headroom.scenario.Scenario;
import io.headroom.scenario.Setup;
import io.headroom.scenario.User;

/** All users find, read and change the same profile, at the same time. */
class ContendedProfile implements Scenario {
    private static final String TAG = "contended";

    record NewProfile(String name, String tag) {}

    record Profile(String id, String name, String tag) {}

    @Setup(users = 1)
    void register(User user) {
        user.post("/profiles").json(new NewProfile("contended", TAG)).expect(201);
    }

    @Journey
    void changeTheOldest(User user) {
        // Oldest first: everybody finds the same one.
        var oldest = user.get("/profiles?tag={tag}", TAG).expect(200).asList(Profile.class).getFirst();
        user.parallel(
                () -> user.get("/profiles/{id}", oldest.id()).expect(200),
                () -> user.put("/profiles/{id}", oldest.id())
                        .json(new NewProfile("contended", TAG))
                        .expect(200));
    }
}
