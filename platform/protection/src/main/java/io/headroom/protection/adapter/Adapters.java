package io.headroom.protection.adapter;

import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All adapters, by the name that {@link Protection#adapter()} gives. */
public final class Adapters {
    private static final Map<String, Function<Protection, ProtectionAdapter>> BY_NAME = new TreeMap<>(Map.of(
            CloudflareAdapter.NAME, CloudflareAdapter::new,
            LocalCloudAdapter.NAME, LocalCloudAdapter::new,
            NginxAdapter.NAME, NginxAdapter::new,
            ModSecurityAdapter.NAME, ModSecurityAdapter::new,
            HaproxyAdapter.NAME, HaproxyAdapter::new));

    private Adapters() {}

    /**
     * The adapter for a protection that takes its settings from {@link Protection#coordinates()}.
     *
     * @throws IllegalArgumentException if there is none of that name, or a coordinate is missing or wrong
     */
    public static ProtectionAdapter of(Protection protection) {
        var adapter = BY_NAME.get(protection.adapter());
        if (adapter == null) {
            throw new IllegalArgumentException("The protection '" + protection.name() + "' asks for the adapter '"
                    + protection.adapter() + "', which Headroom does not have. It has: "
                    + String.join(", ", BY_NAME.keySet()) + ".");
        }
        return adapter.apply(protection);
    }
}
