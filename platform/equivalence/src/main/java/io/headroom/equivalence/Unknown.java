package io.headroom.equivalence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A value that a profile does not tell, written as <code>{"unknown": "why"}</code>. Not the same as null, which says that the attribute is not set. */
final class Unknown {

    private static final String MARK = "unknown";

    private Unknown() {}

    static JsonNode secret() {
        return JsonNodeFactory.instance.objectNode().put(MARK, "secret");
    }

    static JsonNode beforeApply() {
        return JsonNodeFactory.instance.objectNode().put(MARK, "not known, or known after apply");
    }

    /** What is not written down is not known either. */
    static boolean is(JsonNode value) {
        return value.isMissingNode() || value.path(MARK).isTextual();
    }
}
