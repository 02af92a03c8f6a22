package io.headroom.protection.adapter.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;

/** One group of EventBridge schedules, which call the stand-in's own services when a test says that it is time. */
final class StandInScheduler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> schedules = new TreeMap<>();

    /** What a schedule calls. */
    interface Service {
        /** @param call for example {@code wafv2:associateWebACL} */
        void call(String call, JsonNode input) throws Refusal;
    }

    synchronized List<String> names() {
        return List.copyOf(schedules.keySet());
    }

    synchronized void remove(String name) {
        schedules.remove(name);
    }

    /** Calls what is due, and forgets what has called. */
    synchronized void runUntil(Instant now, Service service) throws Refusal, IOException {
        for (var name : names()) {
            var schedule = schedules.get(name);
            var at = schedule.path("ScheduleExpression").asText();
            var due = LocalDateTime.parse(at.substring("at(".length(), at.length() - 1))
                    .toInstant(ZoneOffset.UTC);
            if (!due.isAfter(now)) {
                var call = schedule.at("/Target/Arn").asText().replaceFirst(".*:aws-sdk:", "");
                service.call(call, JSON.readTree(schedule.at("/Target/Input").asText()));
                schedules.remove(name);
            }
        }
    }

    /** @param path below {@code /schedules} */
    synchronized ObjectNode answer(String method, String path, JsonNode body) throws Refusal {
        var name = path.replaceFirst("^/", "");
        return switch (method) {
            case "POST" -> create(name, body);
            case "DELETE" -> {
                if (schedules.remove(name) == null) {
                    throw absent(name);
                }
                yield JSON.createObjectNode();
            }
            default -> name.isEmpty() ? list() : show(name);
        };
    }

    private ObjectNode create(String name, JsonNode body) throws Refusal {
        var problems = SdkModel.problems(CreateScheduleRequest.builder(), body);
        if (!problems.isEmpty() || name.length() > 64) {
            throw new Refusal(400, "ValidationException", String.join("; ", problems));
        }
        if (schedules.containsKey(name)) {
            throw new Refusal(409, "ConflictException", "there is a schedule " + name);
        }
        var schedule = (ObjectNode) body.deepCopy();
        schedule.remove("ClientToken");
        schedules.put(name, schedule.put("Name", name).put("State", "ENABLED"));
        return JSON.createObjectNode().put("ScheduleArn", "arn:aws:scheduler:eu-central-1:1:schedule/shop/" + name);
    }

    private ObjectNode show(String name) throws Refusal {
        if (!schedules.containsKey(name)) {
            throw absent(name);
        }
        var shown = schedules.get(name).deepCopy();
        var problems = SdkModel.problems(GetScheduleResponse.builder(), shown);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The stand-in answers what AWS could not: " + problems);
        }
        return shown;
    }

    private ObjectNode list() {
        var shown = JSON.createObjectNode();
        var list = shown.putArray("Schedules");
        names().forEach(name -> list.addObject().put("Name", name).put("GroupName", "shop"));
        var problems = SdkModel.problems(ListSchedulesResponse.builder(), shown);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The stand-in answers what AWS could not: " + problems);
        }
        return shown;
    }

    private static Refusal absent(String name) {
        return new Refusal(404, "ResourceNotFoundException", "there is no schedule " + name);
    }
}
