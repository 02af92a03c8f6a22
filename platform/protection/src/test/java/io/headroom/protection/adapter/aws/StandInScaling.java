package io.headroom.protection.adapter.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;

/** An EC2 Auto Scaling group, and the scalable target of an ECS service. */
final class StandInScaling {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PROCESSES = Set.of(
            "Launch",
            "Terminate",
            "AddToLoadBalancer",
            "AlarmNotification",
            "AZRebalance",
            "HealthCheck",
            "InstanceRefresh",
            "ReplaceUnhealthy",
            "ScheduledActions");

    private final Set<String> suspended = new TreeSet<>();
    private ObjectNode suspendedState = JSON.createObjectNode()
            .put("DynamicScalingInSuspended", false)
            .put("DynamicScalingOutSuspended", false)
            .put("ScheduledScalingSuspended", false);

    synchronized Set<String> suspended() {
        return Set.copyOf(suspended);
    }

    synchronized void suspend(String... processes) throws Refusal {
        change("SuspendProcesses", Set.of(processes));
    }

    synchronized JsonNode suspendedState() {
        return suspendedState.deepCopy();
    }

    synchronized void suspendState(String kind) {
        suspendedState.put(kind, true);
    }

    synchronized void change(String action, Collection<String> processes) throws Refusal {
        if (!PROCESSES.containsAll(processes)) {
            throw new Refusal(400, "ValidationError", "unknown processes " + processes);
        }
        if (action.equals("SuspendProcesses")) {
            suspended.addAll(processes);
        } else {
            suspended.removeAll(processes);
        }
    }

    /** The Query protocol: a form in, XML out. */
    synchronized String answer(String form) throws Refusal {
        var fields = new TreeMap<String, String>();
        for (var pair : form.split("&")) {
            var parts = pair.split("=", 2);
            fields.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        var action = fields.get("Action");
        if (!action.equals("DescribeAutoScalingGroups")) {
            change(
                    action,
                    fields.entrySet().stream()
                            .filter(field -> field.getKey().startsWith("ScalingProcesses.member."))
                            .map(field -> field.getValue())
                            .toList());
            return "<%1$sResponse/>".formatted(action);
        }
        var members = suspended.stream()
                .map(process -> "<member><ProcessName>" + process
                        + "</ProcessName><SuspensionReason>User suspended</SuspensionReason></member>")
                .collect(Collectors.joining());
        return """
                <DescribeAutoScalingGroupsResponse><DescribeAutoScalingGroupsResult><AutoScalingGroups><member>
                <AutoScalingGroupName>shop</AutoScalingGroupName><SuspendedProcesses>%s</SuspendedProcesses>
                </member></AutoScalingGroups></DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>""".formatted(members);
    }

    synchronized ObjectNode answer(String operation, JsonNode request) throws Refusal {
        var shape = operation.equals("RegisterScalableTarget")
                ? RegisterScalableTargetRequest.builder()
                : DescribeScalableTargetsRequest.builder();
        var problems = SdkModel.problems(shape, request);
        if (!problems.isEmpty()) {
            throw new Refusal(400, "ValidationException", String.join("; ", problems));
        }
        if (operation.equals("RegisterScalableTarget")) {
            suspendedState = request.path("SuspendedState").deepCopy();
            return JSON.createObjectNode();
        }
        var shown = JSON.createObjectNode();
        shown.putArray("ScalableTargets")
                .addObject()
                .put("ServiceNamespace", "ecs")
                .put("ResourceId", "service/shop/web")
                .put("ScalableDimension", "ecs:service:DesiredCount")
                .put("MinCapacity", 1)
                .put("MaxCapacity", 4)
                .put("RoleARN", "arn:aws:iam::1:role/scaling")
                .put("CreationTime", 1)
                .set("SuspendedState", suspendedState);
        var wrong = SdkModel.problems(DescribeScalableTargetsResponse.builder(), shown);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("The stand-in answers what AWS could not: " + wrong);
        }
        return shown;
    }
}
