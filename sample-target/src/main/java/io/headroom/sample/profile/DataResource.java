package io.headroom.sample.profile;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** How much data there is, for whoever ordered it. It does not pass the worker gate. */
@Path("/sample/data")
class DataResource {

    private final Profiles profiles;

    DataResource(Profiles profiles) {
        this.profiles = profiles;
    }

    /** @param profiles how many there are */
    public record Volume(long profiles) {}

    @GET
    @RunOnVirtualThread
    public Volume volume() {
        return new Volume(profiles.count());
    }
}
