package io.headroom.protection.adapter.aws;

import io.headroom.protection.Artefact;
import io.headroom.protection.Names;
import io.headroom.protection.Protection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/**
 * The dead-man's switch near the rule: a one-time schedule of EventBridge Scheduler for each relaxation, named
 * {@code <artefact>.<protection>}, that calls AWS at the deadline, within a minute, with nobody of ours alive. It is
 * there before the relaxation and goes after it; once it has called, it deletes itself.
 *
 * <p>Coordinates: {@code schedule_group}, and {@code scheduler_role_arn}, the role that may do what the call does.
 */
final class ExpirySchedule {
    private static final int NAME_CHARACTERS_MAX = 64;
    private static final String PREFIX = "headroom-";
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("'at('uuuu-MM-dd'T'HH:mm:ss')'");
    private static final int RETRIES = 20;
    private static final int RETRY_SECONDS_MAX = 3_600;

    private final SchedulerClient scheduler;
    private final String group;
    private final String role;
    private final String suffix;

    ExpirySchedule(Protection protection) {
        this.scheduler = AwsPlace.of(protection).scheduler();
        this.group = protection.coordinate("schedule_group");
        this.role = protection.coordinate("scheduler_role_arn");
        Names.check("coordinate 'schedule_group'", group);
        this.suffix = "." + protection.name();
    }

    /**
     * What the schedule does.
     *
     * @param call an operation of AWS, for example {@code wafv2:associateWebACL}
     * @param input its request as JSON
     */
    record Action(String call, String input) {
        String arn(String role) {
            var partition = role.split(":", 3)[1];
            return "arn:" + partition + ":scheduler:::aws-sdk:" + call;
        }
    }

    /** @return why it does not stand as it must, empty if it does */
    Optional<String> arm(String artefact, Instant expiry, Action action) {
        var name = artefact + suffix;
        if (name.length() > NAME_CHARACTERS_MAX) {
            return Optional.of("The schedule " + name + " that would end it has " + name.length()
                    + " characters, and AWS takes " + NAME_CHARACTERS_MAX
                    + ". Choose a shorter id for the run, or a shorter name for the protection.");
        }
        try {
            scheduler.createSchedule(request -> request.name(name)
                    .groupName(group)
                    .scheduleExpression(AT.format(expiry.atOffset(ZoneOffset.UTC)))
                    .scheduleExpressionTimezone("UTC")
                    .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                    .actionAfterCompletion(ActionAfterCompletion.DELETE)
                    .target(target -> target.arn(action.arn(role))
                            .roleArn(role)
                            .input(action.input())
                            .retryPolicy(policy ->
                                    policy.maximumRetryAttempts(RETRIES).maximumEventAgeInSeconds(RETRY_SECONDS_MAX))));
        } catch (ConflictException stands) {
            // Made by an earlier attempt, whose answer may have been lost: what is read back decides.
        }
        var stands = read(name).flatMap(found -> expiry(found, action));
        return stands.filter(expiry::equals).isPresent()
                ? Optional.empty()
                : Optional.of("The schedule " + name + " in the group " + group
                        + " is not the one that would end it at " + expiry
                        + ". Look at it; delete it if it is nobody's.");
    }

    /** When each relaxation of this protection ends by itself, by artefact; without a time if its schedule would not end it. */
    Map<String, Optional<Instant>> standing(Action action) {
        var found = new LinkedHashMap<String, Optional<Instant>>();
        for (var artefact : artefacts()) {
            found.put(artefact, read(artefact + suffix).flatMap(schedule -> expiry(schedule, action)));
        }
        return found;
    }

    /** The input of a relaxation's schedule; empty if there is none. */
    Optional<String> input(String artefact) {
        return read(artefact + suffix).map(found -> found.target().input());
    }

    /** Empty, too, if the schedule is not what would end the relaxation. */
    Optional<Instant> expiry(String artefact, Action action) {
        return read(artefact + suffix).flatMap(found -> expiry(found, action));
    }

    /** The artefacts that have a schedule; none if the group is gone. */
    List<String> artefacts() {
        try {
            return scheduler
                    .listSchedulesPaginator(request -> request.groupName(group).namePrefix(PREFIX))
                    .schedules()
                    .stream()
                    .map(ScheduleSummary::name)
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .filter(name -> new Artefact(name, null).run().isPresent())
                    .toList();
        } catch (ResourceNotFoundException gone) {
            return List.of();
        }
    }

    void disarm(String artefact) {
        try {
            scheduler.deleteSchedule(request -> request.name(artefact + suffix).groupName(group));
        } catch (ResourceNotFoundException gone) {
            // That is as good.
        }
    }

    private Optional<GetScheduleResponse> read(String name) {
        try {
            return Optional.of(
                    scheduler.getSchedule(request -> request.name(name).groupName(group)));
        } catch (ResourceNotFoundException absent) {
            return Optional.empty();
        }
    }

    private Optional<Instant> expiry(GetScheduleResponse found, Action action) {
        var ends = found.state() == ScheduleState.ENABLED
                && "UTC".equals(found.scheduleExpressionTimezone())
                && action.arn(role).equals(found.target().arn())
                && role.equals(found.target().roleArn())
                && action.input().equals(found.target().input());
        try {
            return ends
                    ? Optional.of(
                            LocalDateTime.parse(found.scheduleExpression(), AT).toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeParseException recurring) {
            return Optional.empty();
        }
    }
}
