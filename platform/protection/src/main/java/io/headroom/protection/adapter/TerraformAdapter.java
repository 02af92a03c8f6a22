package io.headroom.protection.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.protection.Artefact;
import io.headroom.protection.Extent;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import io.headroom.protection.adapter.TerraformProgram.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Relaxes whatever a Terraform root module makes of its variable {@code protections}: {@code relaxed} is applied, and
 * {@code enforced} afterwards. Nothing near the rule ends it, so it opens for everybody only, and the guard ends it.
 *
 * <p>The module has a second variable, {@code relaxed_by}, and gives both back as outputs of the same names, so that the
 * state says who holds it open. The state's serial is the rule's version. To open, a saved plan is applied, which
 * Terraform refuses once the state has moved on; a request that may still be under way is fenced off by pushing the same
 * state with the next serial. So any backend will do, and the platform need not be there.
 *
 * <p>Coordinates: {@code folder} (of the root module, initialised, with values for its other variables in it), perhaps
 * {@code program} (default: {@code terraform} or {@code tofu} on the PATH), {@code minutes_max} (of one call; default
 * 10), {@code propagation_seconds} (default 30).
 */
final class TerraformAdapter implements ProtectionAdapter {
    static final String NAME = "terraform";

    private static final String ENFORCED = "enforced";
    private static final String RELAXED = "relaxed";
    private static final String STALE = "Saved plan is stale";
    private static final int DIFFERENT = 2;
    private static final int FENCE_TRIES_MAX = 3;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> QUIETLY = List.of("-input=false", "-no-color", "-lock-timeout=60s");

    private final Path folder;
    private final TerraformProgram terraform;
    private final Duration propagation;

    TerraformAdapter(Protection protection) {
        var program = protection.coordinates().get("program");
        this.folder = Path.of(protection.coordinate("folder"));
        this.terraform = new TerraformProgram(
                program == null ? TerraformProgram.onPath() : Path.of(program),
                folder,
                Duration.ofMinutes(whole(protection, "minutes_max", 10)));
        this.propagation = Duration.ofSeconds(whole(protection, "propagation_seconds", 30));
    }

    private static long whole(Protection protection, String key, int otherwise) {
        var given = protection.coordinates().getOrDefault(key, String.valueOf(otherwise));
        if (!given.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("The coordinate '" + key + "' of the protection '" + protection.name()
                    + "' is '" + given + "': give a whole number from 0 to 999.");
        }
        return Long.parseLong(given);
    }

    private interface Work<T> {
        T in(Path scratch) throws IOException, InterruptedException;
    }

    /** State and plan hold secrets in clear, so their files are gone afterwards. */
    private static <T> T withScratch(Work<T> work) throws IOException, InterruptedException {
        var scratch = Files.createTempDirectory("headroom-terraform-");
        try {
            return work.in(scratch);
        } finally {
            try (Stream<Path> files = Files.walk(scratch)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public Sighting observe() throws InterruptedException {
        try {
            return withScratch(this::see);
        } catch (IOException failure) {
            return silence(failure);
        }
    }

    private Sighting see(Path scratch) throws IOException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            return new TargetGone("The Terraform module's folder " + folder + " is not there.");
        }
        var pulled = terraform.run(scratch, List.of("state", "pull"));
        return pulled.status() == 0 ? sighting(pulled.output()) : failed("show its state", pulled);
    }

    private Sighting sighting(String text) throws JsonProcessingException {
        var state = JSON.readTree(text);
        var outputs = state.path("outputs");
        var protections = value(outputs, "protections");
        if (!List.of(ENFORCED, RELAXED).contains(protections) || !outputs.has("relaxed_by")) {
            return new Failed("The state of the Terraform module " + folder + " says '" + protections
                    + "' for the output 'protections', which must be '" + ENFORCED + "' or '" + RELAXED
                    + "', beside an output 'relaxed_by'. Add both to the module, and apply it.");
        }
        var artefacts = new ArrayList<Artefact>();
        if (protections.equals(RELAXED)) {
            var holder = value(outputs, "relaxed_by");
            artefacts.add(new Artefact(holder.isEmpty() ? "somebody" : holder, Extent.WIDE, null));
        }
        return new Rule(settings(outputs), version(state), artefacts);
    }

    private static String version(JsonNode state) {
        return state.path("lineage").asText() + "/" + state.path("serial").asLong();
    }

    private static String value(JsonNode outputs, String name) {
        return outputs.path(name).path("value").asText();
    }

    /** The module's other outputs, but for secrets. */
    private static String settings(JsonNode outputs) {
        var others = new TreeMap<String, JsonNode>();
        outputs.properties().forEach(output -> {
            var isOurs = List.of("protections", "relaxed_by").contains(output.getKey());
            if (!isOurs && !output.getValue().path("sensitive").asBoolean()) {
                others.put(output.getKey(), output.getValue().path("value"));
            }
        });
        var settings = JSON.createObjectNode();
        others.forEach(settings::set);
        return settings.toString();
    }

    @Override
    public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
        if (opening.extent() == Extent.NARROW) {
            return new Failed(
                    "A Terraform variable has no expiry near the rule, so it cannot be opened for agents alone."
                            + " Ask for the wide way, with a reason and an approval.");
        }
        try {
            return withScratch(scratch -> relax(scratch, opening.artefact(), ruleVersion));
        } catch (IOException failure) {
            return silence(failure);
        }
    }

    private Effect relax(Path scratch, String artefact, String ruleVersion) throws IOException, InterruptedException {
        var unplanned = terraform.run(scratch, plan(ENFORCED, "", "-detailed-exitcode"));
        if (unplanned.status() == DIFFERENT && !isHeldBy(artefact, see(scratch))) {
            return new Failed("The Terraform module " + folder
                    + " has changes that are not applied, and relaxing would apply them. Apply or drop them first.");
        }
        var file = scratch.resolve("relaxed.plan");
        var planned = terraform.run(scratch, plan(RELAXED, artefact, "-out=" + file));
        if (planned.status() != 0) {
            return failed("plan", planned);
        }
        // Only now: what the state was before the plan, and is after it, is what the plan builds on.
        switch (see(scratch)) {
            case Silence silence -> {
                return silence;
            }
            case Rule rule -> {
                if (!rule.version().equals(ruleVersion)) {
                    return new Stale("The state of " + folder + " is " + rule.version() + ", not " + ruleVersion + ".");
                }
            }
        }
        var applied = terraform.run(
                scratch, List.of("apply", "-input=false", "-no-color", "-lock-timeout=60s", file.toString()));
        if (applied.status() == 0) {
            return new Applied(null);
        }
        return applied.complaint().contains(STALE)
                ? new Stale("The state of " + folder + " moved on after the plan was made.")
                : failed("apply the plan", applied);
    }

    private static boolean isHeldBy(String artefact, Sighting sighting) {
        return sighting instanceof Rule rule
                && rule.artefacts().stream().anyMatch(held -> held.id().equals(artefact));
    }

    private static List<String> plan(String protections, String by, String option) {
        var arguments = new ArrayList<>(List.of("plan", option));
        arguments.addAll(QUIETLY);
        arguments.addAll(variables(protections, by));
        return arguments;
    }

    private static List<String> variables(String protections, String by) {
        return List.of("-var", "protections=" + protections, "-var", "relaxed_by=" + by);
    }

    @Override
    public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
        try {
            return withScratch(scratch -> restore(scratch, artefact, inDoubt));
        } catch (IOException failure) {
            return silence(failure);
        }
    }

    private Effect restore(Path scratch, String artefact, boolean inDoubt) throws IOException, InterruptedException {
        if (inDoubt) {
            var refused = fence(scratch);
            if (refused != null) {
                return refused;
            }
        }
        return switch (see(scratch)) {
            case Silence silence -> silence;
            case Rule rule -> {
                var other = rule.artefacts().stream()
                        .map(Artefact::id)
                        .filter(id -> !id.equals(artefact))
                        .findFirst();
                if (other.isPresent() && inDoubt) {
                    yield new Applied(null); // ours never stood, so theirs is theirs
                }
                var effect = enforce(scratch);
                yield effect instanceof Applied && other.isPresent()
                        ? new Entangled("'" + other.get() + "' took over our relaxation of the Terraform module "
                                + folder + ", which is enforced again.")
                        : effect;
            }
        };
    }

    /** Also where the state says that it is enforced: an apply that failed half-way may have relaxed a part of it. */
    private Effect enforce(Path scratch) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("apply", "-auto-approve"));
        arguments.addAll(QUIETLY);
        arguments.addAll(variables(ENFORCED, ""));
        var applied = terraform.run(scratch, arguments);
        return applied.status() == 0 ? new Applied(null) : failed("apply 'protections=" + ENFORCED + "'", applied);
    }

    /** The same state with the next serial: a plan that was saved before is stale now. */
    private @Nullable Silence fence(Path scratch) throws IOException, InterruptedException {
        for (var tries = 1; ; tries++) {
            var pulled = terraform.run(scratch, List.of("state", "pull"));
            if (pulled.status() != 0 || !(JSON.readTree(pulled.output()) instanceof ObjectNode state)) {
                return failed("show its state", pulled);
            }
            var file = scratch.resolve("fenced.tfstate");
            Files.writeString(
                    file, state.put("serial", state.path("serial").asLong() + 1).toString());
            var pushed = terraform.run(scratch, List.of("state", "push", "-lock-timeout=60s", file.toString()));
            if (pushed.status() == 0) {
                return null;
            }
            if (tries == FENCE_TRIES_MAX) {
                return failed("take the state's next serial", pushed);
            }
        }
    }

    private Failed failed(String what, Ended ended) {
        return new Failed("Terraform in " + folder + " did not " + what + " (exit code " + ended.status() + "): "
                + ended.complaint());
    }

    private Silence silence(IOException failure) {
        return Files.isDirectory(folder)
                ? new Failed("Terraform in " + folder + " cannot be used: " + failure + ".")
                : new TargetGone("The Terraform module's folder " + folder + " is not there.");
    }

    @Override
    public Duration propagation() {
        return propagation;
    }
}
