package io.headroom.agent.capacity;

import io.headroom.capacity.MeasuredSearch;
import io.headroom.engine.SessionException;
import io.headroom.engine.Shortage;
import java.util.List;
import java.util.Map;

/** Who sends the load of a search, and can say why it went badly. An interrupted step ends in {@link InterruptedException}. */
interface SearchDriver extends MeasuredSearch.Driver<SessionException> {

    /** What ran out in the latest step. */
    List<Shortage> shortages();

    /** One sentence for the first failure of each kind of error in the latest step. */
    Map<String, String> firstFailures();
}
