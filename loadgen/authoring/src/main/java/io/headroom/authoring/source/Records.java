package io.headroom.authoring.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of one scenario; those of the same shape are one. */
public final class Records {
    private final Names names;
    private final List<RecordType> types = new ArrayList<>();

    public Records(Names names) {
        this.names = names;
    }

    /**
     * The record with these components: one that exists, or a new one.
     *
     * @param wanted what it stands for, for example {@code NewProfile}
     */
    public RecordType of(String wanted, List<RecordType.Component> components) {
        Optional<RecordType> known = types.stream()
                .filter(type -> type.components().equals(components))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        var type = new RecordType(names.upper(wanted, "Body"), components);
        types.add(type);
        return type;
    }

    public List<RecordType> types() {
        return List.copyOf(types);
    }
}
