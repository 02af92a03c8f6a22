package io.headroom.protection;

import java.util.Map;
import java.util.OptionalInt;

/**
 * One thing that guards a target, as a Terraform module's output {@code protections} lists it.
 *
 * @param name what it is called in the environment, for example {@code rate-limit}; letters, digits, {@code _} and
 *     {@code -}
 * @param adapter which adapter knows how to relax it, for example {@code local-cloud}
 * @param coordinates where it is, as that adapter documents; a rate limit says {@code per_second} and {@code burst}
 */
public record Protection(String name, String adapter, Map<String, String> coordinates) {
    public Protection {
        Names.check("protection name", name);
        coordinates = Map.copyOf(coordinates);
    }

    /**
     * @throws IllegalArgumentException if the module did not give that coordinate
     */
    public String coordinate(String key) {
        var value = coordinates.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The protection '" + name + "' (adapter " + adapter + ") has no coordinate '" + key
                            + "'. Add it to the output 'protections' of the environment's Terraform module.");
        }
        return value;
    }

    /** A whole number among the coordinates, empty where the module does not give it. */
    OptionalInt number(String key) {
        var value = coordinates.get(key);
        if (value == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Math.toIntExact((long) Math.ceil(Double.parseDouble(value))));
        } catch (NumberFormatException | ArithmeticException notANumber) {
            throw new IllegalArgumentException(
                    "The coordinate '" + key + "' of the protection '" + name + "' is '" + value
                            + "', which is not a whole number. Correct the output 'protections' of the environment's Terraform module.");
        }
    }
}
