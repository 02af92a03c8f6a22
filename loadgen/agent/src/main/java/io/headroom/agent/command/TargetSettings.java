package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.quantity.FileTrouble;
import io.headroom.agent.quantity.Quantities;
import io.headroom.agent.quantity.Setting;
import io.headroom.engine.Protocol;
import io.headroom.engine.Target;
import io.headroom.engine.tls.Security;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads where the load goes. */
final class TargetSettings {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String A_HEADER = "a header such as 'Accept: application/json'";

    private final TargetOptions options;
    private final One one;
    private final All all;

    /** An option's value with the name under which it was set. */
    interface One {
        Optional<Setting> of(String option, @Nullable String value);
    }

    /** The same of an option that may be repeated. */
    interface All {
        List<Setting> of(String option, @Nullable List<String> values);
    }

    TargetSettings(TargetOptions options, One one, All all) {
        this.options = options;
        this.one = one;
        this.all = all;
    }

    Target read() {
        Duration timeout =
                one.of("--timeout", options.timeout).map(Quantities::duration).orElse(TIMEOUT);
        return new Target(url(), headers(), timeout, security(), protocol());
    }

    private URI url() {
        Setting given = one.of("--target", options.target)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "No target is named: say --target http://localhost:8081, for example."));
        try {
            URI url = new URI(given.value().strip());
            String scheme = String.valueOf(url.getScheme());
            if (url.getHost() != null
                    && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= 65_535) {
                return url;
            }
        } catch (URISyntaxException _) {
            // Said below.
        }
        throw given.isNot("an address such as http://localhost:8081 or https://shop.example/api");
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Setting setting : all.of("--header", options.headers)) {
            lines(setting).forEach(line -> {
                int colon = line.value().indexOf(':');
                String name = colon < 0 ? "" : line.value().substring(0, colon).strip();
                if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || line.value().matches("(?s).*[\\r\\n\\x00].*")) {
                    throw line.isNot(A_HEADER);
                }
                headers.put(name, line.value().substring(colon + 1).strip());
            });
        }
        return headers;
    }

    private static Stream<Setting> lines(Setting setting) {
        if (!setting.value().startsWith("@")) {
            return Stream.of(setting);
        }
        Path file = Path.of(setting.value().substring(1));
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> new Setting("%s %s: line".formatted(setting.name(), setting.value()), line));
        } catch (IOException failure) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s %s cannot be read as text (%s): name a file with lines such as 'Accept: application/json'."
                            .formatted(setting.name(), setting.value(), FileTrouble.of(failure)));
        }
    }

    private Security security() {
        List<Path> authorities = all.of("--ca", options.authorities).stream()
                .map(TargetSettings::pem)
                .toList();
        Security security = withCertificate(Security.STANDARD.withAuthorities(authorities));
        return options.insecure ? security.withInsecure() : security;
    }

    private Security withCertificate(Security security) {
        Optional<Path> certificate = one.of("--cert", options.certificate).map(TargetSettings::pem);
        Optional<Path> key = one.of("--key", options.key).map(TargetSettings::pem);
        if (certificate.isPresent() != key.isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--cert and --key belong together: name the certificate and its private key.");
        }
        return certificate.isPresent() && key.isPresent()
                ? security.withClientCertificate(certificate.get(), key.get())
                : security;
    }

    private static Path pem(Setting setting) {
        Path file = Path.of(setting.value());
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw setting.isNot("a PEM file that can be read");
        }
        return file;
    }

    private Protocol protocol() {
        Map<String, Protocol> words = RunSettings.words("1.1", Protocol.HTTP_1_1, "2", Protocol.HTTP_2);
        words.put("auto", Protocol.AUTO);
        return RunSettings.choice(one.of("--http", options.http), Protocol.AUTO, words);
    }
}
