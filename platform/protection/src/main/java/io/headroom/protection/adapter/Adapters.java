package io.headroom.protection.adapter;

import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import io.headroom.protection.adapter.aws.AutoScalingGroupAdapter;
import io.headroom.protection.adapter.aws.AwsWafAdapter;
import io.headroom.protection.adapter.aws.ScalableTargetAdapter;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All adapters, by the name that {@link Protection#adapter()} gives. */
public final class Adapters {
    private static final Map<String, Function<Protection, ProtectionAdapter>> BY_NAME = new TreeMap<>(Map.of(
            AutoScalingGroupAdapter.NAME, AutoScalingGroupAdapter::new,
            AwsWafAdapter.NAME, AwsWafAdapter::new,
            CloudflareAdapter.NAME, CloudflareAdapter::new,
            HaproxyAdapter.NAME, HaproxyAdapter::new,
            LocalCloudAdapter.NAME, LocalCloudAdapter::new,
            ModSecurityAdapter.NAME, ModSecurityAdapter::new,
            NginxAdapter.NAME, NginxAdapter::new,
            ScalableTargetAdapter.NAME, ScalableTargetAdapter::new,
            TerraformAdapter.NAME, TerraformAdapter::new));

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
