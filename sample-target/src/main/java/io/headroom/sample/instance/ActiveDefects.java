package io.headroom.sample.instance;

import io.headroom.sample.defect.Defect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;

/** The defects that are switched on in this instance. */
@Singleton
public final class ActiveDefects {

    private final Set<Defect> defects;

    @Inject
    ActiveDefects(InstanceConfiguration configuration) {
        this(configuration.defects().orElse(Set.of()));
    }

    public ActiveDefects(Set<Defect> defects) {
        this.defects = Set.copyOf(defects);
    }

    public boolean has(Defect defect) {
        return defects.contains(defect);
    }
}
