package io.headroom.platform.schedule;

import io.headroom.campaign.Campaign;
import io.headroom.campaign.night.NightLedger.Entry;
import io.headroom.campaign.night.NightLedger.State;
import io.headroom.campaign.schedule.Schedule;
import io.headroom.protocol.campaign.CampaignOrder;
import io.headroom.protocol.campaign.CampaignView;
import io.headroom.protocol.run.RunView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Campaigns over HTTP. */
@Path("/api/campaigns")
@Produces(MediaType.APPLICATION_JSON)
class CampaignResource {

    private static final int NEXT_SHOWN = 5;

    private final Campaigns campaigns;
    private final Clock clock;

    CampaignResource(Campaigns campaigns, Clock clock) {
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listCampaigns", summary = "Campaigns by name, with their next and last nights")
    public List<CampaignView> list() {
        return campaigns.all().stream().map(this::view).toList();
    }

    @PUT
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "applyCampaign", summary = "Have a campaign file hold from now on")
    public CampaignView apply(CampaignOrder order) {
        return view(campaigns.apply(order));
    }

    @GET
    @RunOnVirtualThread
    @Path("/{campaign}")
    @Operation(operationId = "getCampaign", summary = "One campaign")
    public CampaignView find(@PathParam("campaign") String name) {
        return view(known(name));
    }

    @POST
    @RunOnVirtualThread
    @Path("/{campaign}/runs")
    @Operation(operationId = "startCampaign", summary = "Start a run of a campaign now, whatever its schedule")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RunView.class)))
    public Response start(@PathParam("campaign") String name) {
        RunView run = campaigns.start(known(name));
        return Response.created(URI.create("/api/runs/" + run.id())).entity(run).build();
    }

    private AppliedCampaign known(String name) {
        return campaigns.find(name).orElseThrow(() -> new NotFoundException("there is no campaign " + name));
    }

    private CampaignView view(AppliedCampaign applied) {
        Campaign campaign = applied.campaign();
        Optional<Schedule> schedule = campaign.schedule();
        Campaign.Gate gate = campaign.gate();
        return new CampaignView(
                campaign.name(),
                campaign.service(),
                applied.file().toString(),
                applied.applied(),
                schedule.map(one -> one.cron().toString()).orElse(null),
                schedule.map(one -> one.zone().getId()).orElse(null),
                schedule.map(this::next).orElse(List.of()),
                new CampaignView.Gate(
                        gate.regression(),
                        gate.minimum().isPresent() ? gate.minimum().getAsDouble() : null),
                campaigns.nights(campaign.name()).stream()
                        .map(CampaignResource::view)
                        .toList());
    }

    private List<Instant> next(Schedule schedule) {
        List<Instant> next = new ArrayList<>();
        Optional<Instant> due = schedule.next(clock.instant());
        while (due.isPresent() && next.size() < NEXT_SHOWN) {
            next.add(due.get());
            due = schedule.next(due.get());
        }
        return next;
    }

    private static CampaignView.Night view(Entry night) {
        return new CampaignView.Night(
                night.due(),
                night.scheduled(),
                night.state().name().toLowerCase(Locale.ROOT),
                night.state() == State.STARTED ? night.run() : null,
                night.reason().orElse(null));
    }
}
