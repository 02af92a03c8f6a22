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

/** Reads where the load goes. */
final class TargetSettings {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String A_HEADER = "a header such as 'Accept: application/json'";

    private final TargetOptions options;
    private final GivenOptions given;

    TargetSettings(TargetOptions options, GivenOptions given) {
        this.options = options;
        this.given = given;
    }

    Target read() {
        Duration timeout = given.one("--timeout", options.timeout)
                .map(Quantities::duration)
                .orElse(TIMEOUT);
        return new Target(url(), headers(), timeout, security(), protocol());
    }

    private URI url() {
        Setting address = given.one("--target", options.target)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "No target is named: say --target http://localhost:8081, for example."));
        try {
            URI url = new URI(address.value().strip());
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
        throw address.isNot("an address such as http://localhost:8081 or https://shop.example/api");
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Setting setting : given.all("--header", options.headers)) {
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
        List<Path> authorities = given.all("--ca", options.authorities).stream()
                .map(TargetSettings::pem)
                .toList();
        Security security = withCertificate(Security.STANDARD.withAuthorities(authorities));
        return options.insecure ? security.withInsecure() : security;
    }

    private Security withCertificate(Security security) {
        Optional<Path> certificate = given.one("--cert", options.certificate).map(TargetSettings::pem);
        Optional<Path> key = given.one("--key", options.key).map(TargetSettings::pem);
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
        Map<String, Protocol> words = GivenOptions.words("1.1", Protocol.HTTP_1_1, "2", Protocol.HTTP_2);
        words.put("auto", Protocol.AUTO);
        return GivenOptions.choice(given.one("--http", options.http), Protocol.AUTO, words);
    }
}
