package io.headroom.protection.adapter.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;

/** Holds a document against the service's own model, as the SDK was generated from it: known members, and required ones. */
final class SdkModel {
    private SdkModel() {}

    /** @return what is wrong, in a line each; empty if nothing is */
    static List<String> problems(SdkPojo shape, JsonNode document) {
        var problems = new ArrayList<String>();
        check(shape.getClass().getSimpleName(), shape.sdkFields(), document, problems);
        return problems;
    }

    private static void check(String where, List<SdkField<?>> fields, JsonNode document, List<String> problems) {
        var inBody = fields.stream()
                .filter(field -> field.location() == MarshallLocation.PAYLOAD)
                .toList();
        document.properties()
                .forEach(entry -> inBody.stream()
                        .filter(field -> field.locationName().equals(entry.getKey()))
                        .findFirst()
                        .ifPresentOrElse(
                                field -> checkValue(where + "." + entry.getKey(), field, entry.getValue(), problems),
                                () -> problems.add(where + " has no member " + entry.getKey())));
        for (var field : inBody) {
            if (field.containsTrait(RequiredTrait.class) && !document.has(field.locationName())) {
                problems.add(where + " requires " + field.locationName());
            }
        }
    }

    private static void checkValue(String where, SdkField<?> field, JsonNode value, List<String> problems) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            check(where, field.constructor().get().sdkFields(), value, problems);
        } else if (field.marshallingType() == MarshallingType.LIST) {
            var member = field.getTrait(ListTrait.class).memberFieldInfo();
            value.forEach(one -> checkValue(where + "[]", member, one, problems));
        } else if (field.marshallingType() == MarshallingType.MAP) {
            var member = field.getTrait(MapTrait.class).valueFieldInfo();
            value.forEach(one -> checkValue(where + "{}", member, one, problems));
        }
    }
}
