package io.headroom.platform.trend;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Series over HTTP. */
@Path("/api/series")
@Produces(MediaType.APPLICATION_JSON)
class TrendResource {

    private final Trend trend;

    TrendResource(Trend trend) {
        this.trend = trend;
    }

    /**
     * A series with what its last night says.
     *
     * @param verdict a sentence; absent while there are too few nights for one
     */
    public record View(
            String id,
            String service,
            String description,
            List<NightView> nights,
            @Nullable String verdict) {}

    /** @param value in requests/s */
    public record NightView(
            String run,
            Instant at,
            double value,
            @Nullable Instant acknowledged,
            @Nullable String note) {}

    /**
     * Somebody knows of a change.
     *
     * @param run the first one after it
     * @param note why it is so, for whoever reads the series later
     */
    public record Acknowledgement(String run, @Nullable String note) {}

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listSeries",
            summary = "Series of comparable runs, with their nights and what the last one says")
    public List<View> list() {
        return trend.series().stream().map(this::view).toList();
    }

    @GET
    @RunOnVirtualThread
    @Path("/{series}")
    @Operation(operationId = "getSeries", summary = "One series, its nights oldest first")
    public View find(@PathParam("series") String id) {
        return trend.series(id).map(this::view).orElseThrow(() -> new NotFoundException("there is no series " + id));
    }

    @POST
    @RunOnVirtualThread
    @Path("/{series}/acknowledgements")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acknowledgeChange",
            summary = "Say that a change is known: it begins a new segment and is not told again")
    public View acknowledge(@PathParam("series") String id, Acknowledgement known) {
        View before = find(id);
        if (!trend.acknowledge(id, known.run(), known.note() == null ? "" : known.note())) {
            throw new NotFoundException("series " + before.id() + " has no run " + known.run()
                    + ": give the first run after the change, as its nights name it");
        }
        return find(id);
    }

    private View view(Series series) {
        List<Night> nights = trend.nights(series.id());
        return new View(
                series.id(),
                series.service(),
                series.description(),
                nights.stream().map(TrendResource::view).toList(),
                trend.judge(series.id(), nights)
                        .verdict()
                        .map(Tonight.Verdict::sentence)
                        .orElse(null));
    }

    private static NightView view(Night night) {
        return new NightView(
                night.run(),
                night.at(),
                night.value(),
                night.acknowledged().orElse(null),
                night.note().orElse(null));
    }
}
