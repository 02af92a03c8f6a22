package io.headroom.campaign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The keys of a mapping, each known, and none twice. */
final class Keys {

    /** What a campaign may be expected to have, and what to do without it. Refused by name rather than passed over. */
    private static final Map<String, String> NOT_YET = Map.of(
            "objectives", "this version judges runs by the knee of latency: leave it out, and set gate.minimum",
            "scenario.git",
                    "this version reads scenarios from folders: check the repository out, and give scenario.path",
            "environment.data", "this version takes the module's own amount of data: leave it out",
            "notify", "this version notifies nobody: leave it out, and ask by './headroom campaign wait'");

    private final Value whole;
    private final Map<String, Value> values;

    private Keys(Value whole, Map<String, Value> values) {
        this.whole = whole;
        this.values = values;
    }

    static Keys of(Value whole, MappingNode mapping, List<String> known) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Value key = new Value(whole.file(), whole.field(), tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                throw key.wrong("a key must be a name, one of " + String.join(", ", known));
            }
            Value value = whole.within(name.getValue(), tuple.getValueNode());
            Value named = whole.within(name.getValue(), tuple.getKeyNode());
            if (NOT_YET.containsKey(value.field())) {
                throw named.wrong("'%s' is not supported: %s".formatted(value.field(), NOT_YET.get(value.field())));
            }
            if (!known.contains(name.getValue())) {
                throw named.wrong(
                        "unknown key '%s'%s".formatted(value.field(), NearestName.hint(name.getValue(), known)));
            }
            if (values.put(name.getValue(), value) != null) {
                throw named.wrong("'%s' stands here twice: keep one".formatted(value.field()));
            }
        }
        return new Keys(whole, values);
    }

    Value required(String key) {
        return optional(key)
                .orElseThrow(() -> whole.wrong(
                        "'%s' is missing".formatted(whole.field().isEmpty() ? key : whole.field() + "." + key)));
    }

    Optional<Value> optional(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
