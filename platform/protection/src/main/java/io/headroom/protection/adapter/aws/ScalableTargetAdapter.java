package io.headroom.protection.adapter.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.protection.Artefact;
import io.headroom.protection.Extent;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import java.util.ArrayList;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * Suspends the automatic scaling of an ECS service, through Application Auto Scaling, and puts back what stood before.
 *
 * <p>The one-time schedule that does so at the deadline is the record of what stood before: its input carries it, and it
 * is there before anything is suspended. Application Auto Scaling has no compare-and-set; where a late request may still
 * come, the schedule is left to undo it, and the sweep finds it before.
 *
 * <p>Coordinates besides those of {@link ExpirySchedule}: {@code region}, {@code resource_id} (for example {@code
 * service/cluster/service}), perhaps {@code scalable_dimension} (default {@code ecs:service:DesiredCount}) and {@code
 * endpoint}.
 */
public final class ScalableTargetAdapter implements ProtectionAdapter {
    /** As a Terraform module names it. */
    public static final String NAME = "aws-ecs";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApplicationAutoScalingClient scaling;
    private final ExpirySchedule schedule;
    private final String resource;
    private final ScalableDimension dimension;

    public ScalableTargetAdapter(Protection protection) {
        this.scaling = AwsPlace.of(protection).applicationAutoScaling();
        this.schedule = new ExpirySchedule(protection);
        this.resource = protection.coordinate("resource_id");
        this.dimension = ScalableDimension.fromValue(protection
                .coordinates()
                .getOrDefault("scalable_dimension", ScalableDimension.ECS_SERVICE_DESIRED_COUNT.toString()));
        if (dimension == ScalableDimension.UNKNOWN_TO_SDK_VERSION) {
            throw new IllegalArgumentException("The coordinate 'scalable_dimension' of the protection '"
                    + protection.name() + "' is not one that this version knows. Give ecs:service:DesiredCount.");
        }
    }

    @Override
    public Evidence evidence() {
        return Evidence.SETTINGS;
    }

    /** Which of its kinds of scaling are suspended. */
    private record Suspended(boolean in, boolean out, boolean scheduled) {
        static final Suspended ALL = new Suspended(true, true, true);

        static Suspended of(ScalableTarget target) {
            var state = target.suspendedState();
            return state == null
                    ? new Suspended(false, false, false)
                    : new Suspended(
                            Boolean.TRUE.equals(state.dynamicScalingInSuspended()),
                            Boolean.TRUE.equals(state.dynamicScalingOutSuspended()),
                            Boolean.TRUE.equals(state.scheduledScalingSuspended()));
        }

        /** What somebody else has resumed meanwhile stays resumed. */
        Suspended withoutWhatOthersResumed(Suspended now) {
            return new Suspended(in && now.in, out && now.out, scheduled && now.scheduled);
        }

        SuspendedState state() {
            return SuspendedState.builder()
                    .dynamicScalingInSuspended(in)
                    .dynamicScalingOutSuspended(out)
                    .scheduledScalingSuspended(scheduled)
                    .build();
        }
    }

    private Optional<ScalableTarget> find() {
        return scaling
                .describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.ECS)
                        .resourceIds(resource)
                        .scalableDimension(dimension))
                .scalableTargets()
                .stream()
                .findFirst();
    }

    private TargetGone gone() {
        return new TargetGone("There is no scalable target " + resource + ".");
    }

    @Override
    public Sighting observe() throws InterruptedException {
        return AwsCall.attempt(
                () -> find().<Sighting>map(target -> sighting(Suspended.of(target)))
                        .orElseGet(this::gone),
                silence -> silence);
    }

    /** What is ours is not part of the settings, as it comes and goes. */
    private Rule sighting(Suspended now) {
        var artefacts = new ArrayList<Artefact>();
        var others = now;
        for (var artefact : schedule.artefacts()) {
            var before = before(artefact);
            if (before.isPresent() && now.equals(Suspended.ALL)) {
                others = before.get();
                var expiry = schedule.expiry(artefact, puttingBack(before.get()));
                artefacts.add(new Artefact(artefact, Extent.NARROW, expiry.orElse(null)));
            }
        }
        var settings = JSON.createObjectNode().put("suspended", others.toString());
        return new Rule(settings.toString(), now.toString(), artefacts);
    }

    private ExpirySchedule.Action puttingBack(Suspended before) {
        var input = JSON.createObjectNode()
                .put("ServiceNamespace", ServiceNamespace.ECS.toString())
                .put("ResourceId", resource)
                .put("ScalableDimension", dimension.toString());
        input.putObject("SuspendedState")
                .put("DynamicScalingInSuspended", before.in())
                .put("DynamicScalingOutSuspended", before.out())
                .put("ScheduledScalingSuspended", before.scheduled());
        return new ExpirySchedule.Action("applicationautoscaling:registerScalableTarget", input.toString());
    }

    /** What stood before, as the relaxation's schedule has it. */
    private Optional<Suspended> before(String artefact) {
        return schedule.input(artefact).map(input -> {
            try {
                var state = JSON.readTree(input).path("SuspendedState");
                return new Suspended(
                        state.path("DynamicScalingInSuspended").asBoolean(),
                        state.path("DynamicScalingOutSuspended").asBoolean(),
                        state.path("ScheduledScalingSuspended").asBoolean());
            } catch (JsonProcessingException notOurs) {
                return null;
            }
        });
    }

    @Override
    public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
        return AwsCall.attempt(
                () -> find().map(target -> suspend(Suspended.of(target), opening, ruleVersion))
                        .orElseGet(this::gone),
                silence -> silence);
    }

    private Effect suspend(Suspended now, Opening opening, String ruleVersion) {
        if (!now.toString().equals(ruleVersion)) {
            return new Stale("The scaling of " + resource + " is not suspended as it was: " + now + ".");
        }
        var before = before(opening.artefact()).orElse(now);
        if (before.equals(Suspended.ALL)) {
            return new Failed("All scaling of " + resource
                    + " is suspended already, by somebody else: there is nothing to suspend.");
        }
        var obstacle = schedule.arm(opening.artefact(), opening.expiry(), puttingBack(before));
        if (obstacle.isPresent()) {
            return new Failed(obstacle.get());
        }
        register(Suspended.ALL);
        return new Applied(null);
    }

    private void register(Suspended suspended) {
        scaling.registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .resourceId(resource)
                .scalableDimension(dimension)
                .suspendedState(suspended.state()));
    }

    @Override
    public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
        return AwsCall.attempt(
                () -> find().map(target -> putBack(Suspended.of(target), artefact, inDoubt))
                        .orElseGet(this::gone),
                silence -> silence);
    }

    private Effect putBack(Suspended now, String artefact, boolean inDoubt) {
        var before = before(artefact);
        if (before.isEmpty()) {
            return now.equals(Suspended.ALL) && !inDoubt
                    ? new Entangled(
                            "The schedule that says what of the scaling of " + resource
                                    + " was suspended before us is gone, and all of it is suspended: by somebody else, or still by us.")
                    : new Applied(null);
        }
        if (!now.equals(before.get())) {
            register(before.get().withoutWhatOthersResumed(now));
        }
        if (!inDoubt) {
            schedule.disarm(artefact);
        }
        return new Applied(null);
    }
}
