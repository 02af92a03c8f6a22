package io.headroom.localcloud.command;

import io.headroom.localcloud.wire.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One PUT to the environment's API. */
@Command(name = "put", description = "Set a part of an environment, for example /v1/database.")
final class PutCommand implements Callable<Integer> {

    @Option(names = "--name", required = true, description = "The environment's name.")
    private String name = "";

    @Parameters(paramLabel = "PATH", description = "A path of the API, for example /v1/gateway.")
    private String path = "";

    @Option(names = "--json", defaultValue = "{}", description = "The body (default: {}).")
    private String json = "{}";

    @Override
    public Integer call() throws Exception {
        String rooted = path.startsWith("/") ? path : "/" + path;
        String versioned = rooted.startsWith("/v1/") ? rooted : "/v1" + rooted;
        CloudClient.Answer answer = CloudClient.of(name).send("PUT", versioned, json);
        if (!answer.isSuccess()) {
            String sentence = "PUT " + versioned + " to environment '" + name + "' was refused: " + answer.detail();
            throw answer.status() < 500 ? CommandFailure.usage(sentence) : CommandFailure.environment(sentence);
        }
        System.out.println(Json.write(answer.body()));
        return 0;
    }
}
