package io.headroom.bench.engine;

import io.headroom.bench.report.Row;
import java.io.IOException;
import java.util.List;

/** One thing that is measured of the load engine. */
interface Work {

    /** As {@code --work} takes it. */
    String name();

    List<Row> measure(Laboratory laboratory) throws IOException, InterruptedException;
}
