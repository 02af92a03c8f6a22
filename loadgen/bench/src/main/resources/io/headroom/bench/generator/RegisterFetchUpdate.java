import io.headroom.scenario.Journey;
import io.headroom.scenario.Scenario;
import io.headroom.scenario.User;

/** POST, an id taken from its JSON, GET, PUT; bodies never repeat. */
class RegisterFetchUpdate implements Scenario {

    record Registration(String name, String email, String password) {}

    record Registered(String id) {}

    record Update(String id, String name, String bio) {}

    @Journey
    void registerFetchUpdate(User user) {
        String name = user.unique("user-");
        String id = user.post("/profiles")
                .json(new Registration(name, name + "@example.com", "secret-" + name))
                .expect(201)
                .as(Registered.class)
                .id();
        user.get("/profiles/{id}", id).expect(200);
        user.put("/profiles/{id}", id).json(new Update(id, name, "updated")).expect(200);
    }
}
