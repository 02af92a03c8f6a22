package io.headroom.protection.adapter.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.protection.Artefact;
import io.headroom.protection.Extent;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;

/**
 * Suspends what moves the size of an EC2 Auto Scaling group by itself, and resumes only what it suspended.
 *
 * <p>The one-time schedule that resumes at the deadline is the record of what is ours: its input names those processes,
 * and it is there before anything is suspended. Auto Scaling has no compare-and-set; where a late request may still come,
 * the schedule is left to resume what it suspends, and the sweep finds it before.
 *
 * <p>Coordinates besides those of {@link ExpirySchedule}: {@code region}, {@code group}, perhaps {@code processes} (with
 * blanks between; default {@code AlarmNotification ScheduledActions}) and {@code endpoint}.
 */
public final class AutoScalingGroupAdapter implements ProtectionAdapter {
    /** As a Terraform module names it. */
    public static final String NAME = "aws-asg";

    private static final String PROCESSES = "AlarmNotification ScheduledActions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AutoScalingClient scaling;
    private final ExpirySchedule schedule;
    private final String group;
    private final Set<String> processes;

    public AutoScalingGroupAdapter(Protection protection) {
        this.scaling = AwsPlace.of(protection).autoScaling();
        this.schedule = new ExpirySchedule(protection);
        this.group = protection.coordinate("group");
        this.processes = new LinkedHashSet<>(List.of(protection
                .coordinates()
                .getOrDefault("processes", PROCESSES)
                .strip()
                .split(" +")));
    }

    @Override
    public Evidence evidence() {
        return Evidence.SETTINGS;
    }

    @Override
    public Sighting observe() throws InterruptedException {
        return AwsCall.attempt(() -> find().<Sighting>map(this::sighting).orElseGet(this::gone), silence -> silence);
    }

    private Optional<AutoScalingGroup> find() {
        return scaling
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(group))
                .autoScalingGroups()
                .stream()
                .findFirst();
    }

    private TargetGone gone() {
        return new TargetGone("There is no Auto Scaling group " + group + ".");
    }

    private static Set<String> suspended(AutoScalingGroup found) {
        return found.suspendedProcesses().stream()
                .map(SuspendedProcess::processName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is ours is not part of the settings, as it comes and goes. */
    private Rule sighting(AutoScalingGroup found) {
        var suspended = suspended(found);
        var others = new TreeSet<>(suspended);
        var artefacts = new ArrayList<Artefact>();
        for (var artefact : schedule.artefacts()) {
            var ours = schedule.input(artefact)
                    .map(AutoScalingGroupAdapter::processesIn)
                    .orElse(Set.of());
            others.removeAll(ours);
            if (ours.stream().anyMatch(suspended::contains)) {
                var expiry = schedule.expiry(artefact, resuming(ours));
                artefacts.add(new Artefact(artefact, Extent.NARROW, expiry.orElse(null)));
            }
        }
        var settings = JSON.createObjectNode();
        var list = settings.putArray("suspended");
        others.forEach(list::add);
        return new Rule(settings.toString(), String.join(" ", suspended), artefacts);
    }

    private ExpirySchedule.Action resuming(Set<String> ours) {
        var input = JSON.createObjectNode().put("AutoScalingGroupName", group);
        var list = input.putArray("ScalingProcesses");
        ours.forEach(list::add);
        return new ExpirySchedule.Action("autoscaling:resumeProcesses", input.toString());
    }

    private static Set<String> processesIn(String input) {
        try {
            var found = new LinkedHashSet<String>();
            JSON.readTree(input).path("ScalingProcesses").forEach(process -> found.add(process.asText()));
            return found;
        } catch (JsonProcessingException notOurs) {
            return Set.of();
        }
    }

    @Override
    public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
        return AwsCall.attempt(
                () -> find().map(found -> suspend(found, opening, ruleVersion)).orElseGet(this::gone),
                silence -> silence);
    }

    private Effect suspend(AutoScalingGroup found, Opening opening, String ruleVersion) {
        var suspended = suspended(found);
        if (!String.join(" ", suspended).equals(ruleVersion)) {
            return new Stale("The suspended processes of " + group + " are not what they were: " + suspended + ".");
        }
        var standing = schedule.input(opening.artefact()).map(AutoScalingGroupAdapter::processesIn);
        var ours = standing.orElseGet(() -> {
            var free = new LinkedHashSet<>(processes);
            free.removeAll(suspended);
            return free;
        });
        if (ours.isEmpty()) {
            return new Failed("All of " + processes + " of the group " + group
                    + " are suspended already, by somebody else: there is nothing to suspend.");
        }
        var obstacle = schedule.arm(opening.artefact(), opening.expiry(), resuming(ours));
        if (obstacle.isPresent()) {
            return new Failed(obstacle.get());
        }
        scaling.suspendProcesses(request -> request.autoScalingGroupName(group).scalingProcesses(ours));
        return new Applied(null);
    }

    @Override
    public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
        return AwsCall.attempt(
                () -> find().map(found -> resume(found, artefact, inDoubt)).orElseGet(this::gone), silence -> silence);
    }

    private Effect resume(AutoScalingGroup found, String artefact, boolean inDoubt) {
        var suspended = suspended(found);
        var ours = schedule.input(artefact).map(AutoScalingGroupAdapter::processesIn);
        if (ours.isEmpty()) {
            var left = new LinkedHashSet<>(processes);
            left.retainAll(suspended);
            return left.isEmpty() || inDoubt
                    ? new Applied(null)
                    : new Entangled("The schedule that says which processes of " + group
                            + " we had suspended is gone, and " + left
                            + " are suspended: by somebody else, or still by us.");
        }
        var left = new LinkedHashSet<>(ours.get());
        left.retainAll(suspended);
        if (!left.isEmpty()) {
            scaling.resumeProcesses(
                    request -> request.autoScalingGroupName(group).scalingProcesses(left));
        }
        if (!inDoubt) {
            schedule.disarm(artefact);
        }
        return new Applied(null);
    }
}
