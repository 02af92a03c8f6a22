package io.headroom.campaign;

import io.headroom.campaign.Campaign.Rise;
import io.headroom.campaign.Campaign.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the stages: names, or a name with its settings. */
final class StageList {

    private static final List<String> ALL = List.of("explore", "stress", "extrapolate", "assess");
    private static final List<String> KNOWN = List.of("explore", "stress", "extrapolate", "assess", "rerun");
    private static final int INSTANCES = 3;
    private static final int INSTANCES_MIN = 2;
    private static final int INSTANCES_MAX = 16;

    private final List<String> names = new ArrayList<>();
    private int instances = INSTANCES;
    private List<Integer> scaling = List.of();
    private Optional<Rise> assess = Optional.empty();
    private boolean untilUnresponsive;

    private StageList() {}

    static Stages read(Optional<Value> stages) {
        if (stages.isEmpty()) {
            return new Stages(ALL, INSTANCES, List.of(), Optional.empty(), false);
        }
        StageList list = new StageList();
        stages.get().items().forEach(list::add);
        if (!list.names.contains("explore")) {
            list.names.addFirst("explore");
        }
        return new Stages(List.copyOf(list.names), list.instances, list.scaling, list.assess, list.untilUnresponsive);
    }

    private void add(Value item) {
        if (item.node() instanceof MappingNode mapping) {
            if (mapping.getValue().size() != 1
                    || !(mapping.getValue().getFirst().getKeyNode() instanceof ScalarNode name)) {
                throw item.wrong("%s needs one stage's name with its settings, such as extrapolate: {instances: 3}"
                        .formatted(item.field()));
            }
            Value settings = new Value(
                    item.file(),
                    item.field() + "." + name.getValue(),
                    mapping.getValue().getFirst().getValueNode());
            set(named(new Value(item.file(), item.field(), name)), settings);
        } else {
            named(item);
        }
    }

    private String named(Value stage) {
        String name = stage.oneOf(KNOWN);
        if (names.contains(name)) {
            throw stage.wrong("%s '%s' stands here twice: keep one".formatted(stage.field(), name));
        }
        names.add(name);
        return name;
    }

    private void set(String stage, Value settings) {
        switch (stage) {
            case "extrapolate" -> extrapolate(settings.keys(List.of("instances", "scaling")));
            case "assess" -> assess(settings, settings.keys(List.of("expected", "maximum")));
            case "stress" ->
                untilUnresponsive = settings.keys(List.of("until-unresponsive"))
                        .required("until-unresponsive")
                        .yes();
            default -> throw settings.wrong("the stage '%s' has no settings".formatted(stage));
        }
    }

    private void extrapolate(Keys keys) {
        instances = keys.optional("instances")
                .map(value -> value.whole(INSTANCES_MIN, INSTANCES_MAX))
                .orElse(INSTANCES);
        scaling = keys.optional("scaling").map(Value::items).orElse(List.of()).stream()
                .map(value -> value.whole(1, INSTANCES_MAX))
                .toList();
    }

    private void assess(Value settings, Keys keys) {
        Rise rise = new Rise(
                keys.required("expected").rate(), keys.required("maximum").rate());
        if (rise.maximum() <= rise.expected()) {
            throw settings.wrong("%s goes from %s to %s: it must rise"
                    .formatted(
                            settings.field(),
                            keys.required("expected").text(),
                            keys.required("maximum").text()));
        }
        assess = Optional.of(rise);
    }
}
