package io.headroom.agent.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where the load goes, and how. */
class TargetOptions {

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "Where the service is: http://localhost:8081, https://shop.example/api.")
    @Nullable
    String target;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            split = ConfiguredDefaults.SEPARATOR,
            description =
                    "Sent with every request; repeat it for several. @FILE reads such lines from a file, which keeps secrets out of process lists.")
    @Nullable
    List<String> headers;

    @Option(names = "--timeout", paramLabel = "TIME", description = "After which a request has failed; otherwise 10s.")
    @Nullable
    String timeout;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            split = ConfiguredDefaults.SEPARATOR,
            description = "PEM file of a private certificate authority to believe, beside those that Java believes.")
    @Nullable
    List<String> authorities;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "PEM file with the certificate to show to a server that asks for one; needs --key.")
    @Nullable
    String certificate;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "PEM file with that certificate's private key: PKCS #8, not encrypted.")
    @Nullable
    String key;

    @Option(names = "--insecure", fallbackValue = "true", description = "Believe every certificate.")
    boolean insecure;

    @Option(
            names = "--http",
            paramLabel = "VERSION",
            description = "1.1, 2, or auto (default): HTTP/2 where the server offers it under TLS.")
    @Nullable
    String http;
}
