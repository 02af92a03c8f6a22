package io.headroom.platform.web;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Deep links into the pages: a path that is neither the interface's nor a file is the page's own business. */
@ApplicationScoped
class Pages {

    /** After static files and resources, so that it only sees what nothing else answers. */
    private static final int AFTER_EVERYTHING = 20_000;

    void register(@Observes Router router) {
        router.getWithRegex("/(?!api/|q/|assets/).+")
                .order(AFTER_EVERYTHING)
                .produces("text/html")
                .handler(call -> call.reroute("/"));
    }
}
