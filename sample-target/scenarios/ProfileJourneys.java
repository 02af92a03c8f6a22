import io.headroom.scenario.Journey;
import io.headroom.scenario.Pool;
import io.headroom.scenario.Scenario;
import io.headroom.scenario.Setup;
import io.headroom.scenario.User;
import java.time.Duration;

/** Golden path of the profile service. */
class ProfileJourneys implements Scenario {
    record NewProfile(String name, String tag) {}

    record Profile(String id, String name, String tag) {}

    final Pool<String> registered = Pool.of(100_000);

    @Setup(users = 200)
    void registerMany(User user) {
        registered.add(register(user).id());
    }

    @Journey(share = 70)
    void registerThenEdit(User user) {
        Profile mine = register(user);
        user.get("/profiles/{id}", mine.id()).expect(200);
        user.think(Duration.ofMillis(200));
        user.put("/profiles/{id}", mine.id())
                .json(new NewProfile("edited", mine.tag()))
                .expect(200);
        registered.add(mine.id());
    }

    @Journey(share = 30)
    void searchThenView(User user) {
        var hits = user.get("/profiles?tag={tag}", user.zipf(1_000, "tag")).expect(200).asList(Profile.class);
        for (Profile hit : user.sample(hits, 3)) {
            user.get("/profiles/{id}", hit.id()).expect(200);
        }
    }

    /** Reads, writes and searches of one profile at the same time; only when asked for by name. */
    @Journey(share = 0)
    void contention(User user) {
        String id = registered.any(user);
        user.parallel(
                () -> user.get("/profiles/{id}", id).expect(200),
                () -> user.put("/profiles/{id}", id)
                        .json(new NewProfile("contended", "tag1"))
                        .expect(200),
                () -> user.get("/profiles?tag={tag}", "tag1").expect(200));
    }

    private Profile register(User user) {
        return user.post("/profiles")
                .json(new NewProfile(user.unique("name"), user.zipf(1_000, "tag")))
                .expect(201)
                .as(Profile.class);
    }
}
