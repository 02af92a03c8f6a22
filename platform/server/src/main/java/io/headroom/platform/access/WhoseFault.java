package io.headroom.platform.access;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Every problem document has a code for programs and says whose fault it is, also those that the framework makes. */
@ApplicationScoped
class WhoseFault implements ProblemPostProcessor {

    private static final int AFTER_THE_LIBRARYS_OWN = 50;
    private static final int SERVER_ERRORS = 500;

    @Override
    public int priority() {
        return AFTER_THE_LIBRARYS_OWN;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        HttpProblem.Builder builder = HttpProblem.builder(problem);
        if (!problem.getParameters().containsKey("code")) {
            builder.with("code", codeOf(problem));
        }
        if (!problem.getParameters().containsKey("fault")) {
            builder.with("fault", problem.getStatusCode() < SERVER_ERRORS ? "user" : "platform");
        }
        return builder.build();
    }

    private static String codeOf(HttpProblem problem) {
        String title = problem.getTitle();
        return title == null
                ? "status-" + problem.getStatusCode()
                : title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
