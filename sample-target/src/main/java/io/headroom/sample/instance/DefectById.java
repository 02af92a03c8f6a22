package io.headroom.sample.instance;

import io.headroom.sample.defect.Defect;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a defect's id in the settings. Public because the configuration instantiates it. */
public final class DefectById implements Converter<Defect> {

    @Override
    public Defect convert(String id) {
        return Defect.withId(id.strip());
    }
}
