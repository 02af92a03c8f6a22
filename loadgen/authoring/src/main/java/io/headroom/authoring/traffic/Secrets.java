package io.headroom.authoring.traffic;

import io.headroom.authoring.source.Constants;
import io.headroom.authoring.source.Expression;
import io.headroom.authoring.source.Names;
import io.headroom.authoring.source.ScenarioSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Passwords, tokens and keys: a scenario names them by constants that read them from the environment, and never holds one. */
final class Secrets {
    /** A shorter value would be found by chance in texts that have nothing to do with it. */
    private static final int FOUND_ANYWHERE_LENGTH = 6;

    private static final String REDACTED = "redacted";

    private static final Pattern NAMES = Pattern.compile(
            "(?i).*(passwor[dt]|passwd|passphrase|secret|credential|api[_.-]?key|access[_.-]?token|refresh[_.-]?token|id[_.-]?token|auth[_.-]?token"
                    + "|bearer|private[_.-]?key|client[_.-]?assertion|card[_.-]?number|credit[_.-]?card|iban|session[_.-]?id).*"
                    + "|(?i)(pass|pwd|pin|otp|totp|cvv|cvc|ssn|token|jwt|sid|jsessionid|phpsessid|authorization|x-auth|code_verifier|signature|sig)");

    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*");

    private final Constants declared;
    /** What is secret, and what each is. */
    private final Map<String, String> meanings = new LinkedHashMap<>();

    private final Map<String, String> constants = new LinkedHashMap<>();

    Secrets(Names names) {
        this.declared = new Constants(names);
    }

    /** Looks at everything that the requests carry, so that a secret is known wherever it stands. */
    void learn(List<Exchange> exchanges) {
        for (Exchange exchange : exchanges) {
            exchange.header("authorization").ifPresent(this::learnAuthorization);
            for (Use use : Use.of(exchange)) {
                if (use.place() != Use.Place.HEADER || RequestHeaders.matters(use.name(), exchange)) {
                    isSecret(use.name(), use.value());
                }
            }
        }
    }

    private void learnAuthorization(String header) {
        Optional<Basic> basic = Basic.of(header);
        String credential = Use.credential(header);
        if (basic.isPresent()) {
            meanings.putIfAbsent(basic.get().password(), "password");
        } else if (!credential.equals(header)) {
            meanings.putIfAbsent(credential, "bearer token");
        }
    }

    /** The constant for a value that is secret by its name or by what it looks like. */
    Optional<Expression> constant(String name, String value) {
        return isSecret(name, value) ? Optional.of(constantOf(name, value)) : Optional.empty();
    }

    /** The constant for a value that is secret whatever it is called. */
    Expression constantOf(String meaning, String value) {
        String known = meanings.computeIfAbsent(value, _ -> meaning);
        return Expression.of(constants.computeIfAbsent(value, _ -> declared.of(known, "SECRET")));
    }

    private boolean isSecret(String name, String value) {
        if (value.isEmpty()) {
            return false;
        }
        if (meanings.containsKey(value) && value.length() >= FOUND_ANYWHERE_LENGTH) {
            return true;
        }
        boolean named = NAMES.matcher(name).matches();
        if (!named && !JWT.matcher(value).matches()) {
            return false;
        }
        meanings.putIfAbsent(value, named ? name : "token");
        return true;
    }

    /** A text without any secret in it. */
    String redacted(String text) {
        String redacted = JWT.matcher(text).replaceAll(REDACTED);
        List<String> longestFirst = new ArrayList<>(meanings.keySet());
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        for (String secret : longestFirst) {
            if (secret.length() >= FOUND_ANYWHERE_LENGTH) {
                redacted = redacted.replace(secret, REDACTED);
            }
        }
        return redacted;
    }

    /** Declares the constants that journeys use, and says where to put their values. */
    List<String> declare(ScenarioSource source) {
        return declared
                .declare(source, REDACTED, "Redacted: set the environment variable %s where the scenario runs.")
                .stream()
                .map(constant ->
                        "the %s is a secret and was redacted: set the environment variable %s where the scenario runs"
                                .formatted(constant.getValue(), constant.getKey()))
                .toList();
    }
}
