package io.headroom.agent.quantity;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;

/**
 * Something that a user set, and where.
 *
 * @param name what the user would look for: {@code --rate}, {@code HEADROOM_RATE}, or {@code rate in headroom.yaml}
 * @param value as written
 */
public record Setting(String name, String value) {

    /** It is not what it has to be: {@code --rate '100/x' is not a rate such as 100/s}. */
    public CommandFailure isNot(String expected) {
        return new CommandFailure(ExitCode.USAGE, "%s '%s' is not %s.".formatted(name, value, expected));
    }

    /** The same name with a part of the value, or with it trimmed. */
    public Setting with(String part) {
        return new Setting(name, part);
    }
}
