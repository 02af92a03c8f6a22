package io.headroom.agent.comparison;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.comparison.Comparison.Document;
import io.headroom.agent.comparison.ResultFile.OfCapacity;
import io.headroom.agent.comparison.ResultFile.OfLoad;
import io.headroom.agent.comparison.ResultFile.OfRun;
import io.headroom.protocol.capacity.CapacityResult;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Compares results with the first of them. */
public final class Comparer {

    private Comparer() {}

    /** @param files two or more, in the user's order, all of one kind */
    public static Comparison compare(List<ResultFile> files) {
        ResultFile first = files.getFirst();
        files.stream()
                .filter(file -> file.getClass() != first.getClass())
                .findFirst()
                .ifPresent(other -> {
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            "%s is of %s and %s of %s: they have no figure in common."
                                    .formatted(first.path(), kind(first), other.path(), kind(other)));
                });
        return switch (first) {
            case OfLoad _ -> ofLoads(only(files, OfLoad.class));
            case OfCapacity _ -> ofCapacities(only(files, OfCapacity.class));
            case OfRun _ -> ofRuns(only(files, OfRun.class));
        };
    }

    private static String kind(ResultFile file) {
        return switch (file) {
            case OfLoad _ -> "one load";
            case OfCapacity _ -> "a target's capacity";
            case OfRun _ -> "a run on a platform";
        };
    }

    private static Comparison ofCapacities(List<OfCapacity> files) {
        OfCapacity first = files.getFirst();
        var warnings = new Warnings();
        var differences = new ArrayList<Comparison.Difference>();
        for (OfCapacity other : files.subList(1, files.size())) {
            warnings.of(first, other, OfCapacity::path)
                    .ifDiffers("the target", file -> file.result().target().url())
                    .ifDiffers("the scenario", file -> file.result().scenario().hash())
                    .ifDiffers("the preset", file -> file.result().search().preset())
                    .ifDiffers("the knee's limits", file -> limits(file.result().search()))
                    .ifDiffers(
                            "the generator's machine",
                            file -> machine(file.result().environment()))
                    .ifDiffers(
                            "Headroom's version",
                            file -> file.result().environment().headroom());
            differences.addAll(CapacityContrast.differences(first, other));
        }
        return new Comparison(
                Comparison.SCHEMA,
                files.stream()
                        .map(file -> new Document(
                                file.path(),
                                file.result().run(),
                                word(file.result().verdict())))
                        .toList(),
                warnings.sentences(),
                List.copyOf(differences));
    }

    private static String limits(CapacityResult.Search search) {
        return search.p95Millis() + " ms, " + search.errorShare();
    }

    private static String machine(LoadResult.Environment environment) {
        return environment.cores() + " cores, " + environment.system() + ", Java " + environment.java();
    }

    private static Comparison ofLoads(List<OfLoad> files) {
        OfLoad first = files.getFirst();
        var warnings = new Warnings();
        var differences = new ArrayList<Comparison.Difference>();
        for (OfLoad file : files) {
            warnings.unlessMeasured(file.path(), file.result().verdict());
            if (file.result().interrupted()) {
                warnings.add(file.path() + " was interrupted");
            }
        }
        for (OfLoad other : files.subList(1, files.size())) {
            warnings.of(first, other, OfLoad::path)
                    .ifDiffers("the target", file -> file.result().target().url())
                    .ifDiffers("the scenario", file -> file.result().scenario().hash())
                    .ifDiffers("the load", file -> stages(file.result().load()))
                    .ifDiffers(
                            "the generator's machine",
                            file -> machine(file.result().environment()))
                    .ifDiffers(
                            "Headroom's version",
                            file -> file.result().environment().headroom());
            differences.addAll(new LoadContrast(first, other).differences());
        }
        return new Comparison(
                Comparison.SCHEMA,
                files.stream()
                        .map(file -> new Document(
                                file.path(),
                                file.result().run(),
                                word(file.result().verdict())))
                        .toList(),
                warnings.sentences(),
                List.copyOf(differences));
    }

    private static Comparison ofRuns(List<OfRun> files) {
        OfRun first = files.getFirst();
        var warnings = new Warnings();
        var differences = new ArrayList<Comparison.Difference>();
        files.forEach(file -> warnings.unlessMeasured(file.path(), file.result().verdict()));
        files.stream()
                .filter(file -> environment(file.result()).grade().equals("C"))
                .forEach(file -> warnings.add(file.path() + " is of grade C: its figures are directional"));
        for (OfRun other : files.subList(1, files.size())) {
            warnings.of(first, other, OfRun::path)
                    .ifDiffers("the service", file -> file.result().service())
                    .ifDiffers(
                            "the instance class",
                            file -> environment(file.result()).instanceClass())
                    .ifDiffers(
                            "the environment's module",
                            file -> environment(file.result()).module())
                    .ifDiffers(
                            "the environment's grade",
                            file -> environment(file.result()).grade())
                    .ifDiffers("the scenario", file -> file.result().scenario().hash());
            differences.addAll(CapacityContrast.differences(first, other));
        }
        return new Comparison(
                Comparison.SCHEMA,
                files.stream()
                        .map(file -> new Document(
                                file.path(),
                                file.result().run(),
                                word(file.result().verdict())))
                        .toList(),
                warnings.sentences(),
                List.copyOf(differences));
    }

    private static RunResult.Environment environment(RunResult result) {
        return result.environment();
    }

    private static String stages(LoadResult.Load load) {
        return "%s %s %s %s %s"
                .formatted(load.model(), load.stages(), load.spacing(), load.pacing(), load.pauseSeconds());
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static <T extends ResultFile> List<T> only(List<ResultFile> files, Class<T> type) {
        return files.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Collects what makes documents hard to compare. */
    private static final class Warnings {
        private final List<String> sentences = new ArrayList<>();

        void add(String sentence) {
            sentences.add(sentence);
        }

        List<String> sentences() {
            return List.copyOf(sentences);
        }

        void unlessMeasured(String path, Verdict verdict) {
            if (verdict == Verdict.INVALID) {
                add(path + " is invalid: the generator spoiled it");
            }
        }

        <F> Pair<F> of(F first, F other, Function<F, String> path) {
            return new Pair<>(this, first, other, path);
        }

        private record Pair<F>(Warnings warnings, F first, F other, Function<F, String> path) {

            Pair<F> ifDiffers(String what, Function<F, Object> of) {
                if (!of.apply(first).equals(of.apply(other))) {
                    warnings.add("%s differs between %s and %s".formatted(what, path.apply(first), path.apply(other)));
                }
                return this;
            }
        }
    }
}
