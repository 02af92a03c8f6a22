package io.headroom.bench.intake;

import java.util.List;

/** What an instance of a service reports at once: an SDK sends at most 512 spans. */
record Report(String service, String instance, List<MadeUpSpan> spans) {}
