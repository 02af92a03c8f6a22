import io.headroom.scenario.Journey;
import io.headroom.scenario.Scenario;
import io.headroom.scenario.User;
import java.time.Duration;
import java.util.List;

/** Like what people write: JSON out, JSON in, a parameter. */
class Training implements Scenario {

    record NewThing(String name, String tag) {}

    record Thing(String id, String name, String tag) {}

    @Journey(share = 80)
    void look(User user) {
        user.get("/things").expect(200);
    }

    @Journey(share = 20)
    void createThenFind(User user) {
        Thing created = user.post("/things")
                .json(new NewThing(user.unique("name"), user.zipf(1_000, "tag")))
                .expect(201)
                .as(Thing.class);
        List<Thing> found = user.get("/things?tag={tag}", created.tag()).expect(200).asList(Thing.class);
        for (Thing thing : user.sample(found, 1)) {
            user.put("/things/{id}", thing.id()).json(thing).expect(201);
        }
        user.think(Duration.ofMillis(1));
    }
}
