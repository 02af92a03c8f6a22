package io.headroom.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the engine's table of packages in docs/architecture.md true. */
class ArchitectureTest {
    private static final String ROOT = "io.headroom.engine";

    /** Package → what it may use of its siblings. The root package, which holds loops and sessions, may use all of them; none may use it. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.of(
            "data", Set.of(),
            "scenario", Set.of("data"),
            "http", Set.of("data"),
            "tls", Set.of("http"),
            "measurement", Set.of("http"),
            "schedule", Set.of("data", "scenario")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void enoughClassesWereImported_soThatNoRuleHoldsForWantOfClasses() {
        assertThat(CLASSES.size()).isGreaterThan(60);
        assertThat(CLASSES.stream().map(ArchitectureTest::feature).distinct()).containsAll(MAY_USE.keySet());
    }

    @TestFactory
    Stream<DynamicTest> aPackageUsesOnlyWhatTheTableAllows() {
        return CLASSES.stream()
                .map(ArchitectureTest::feature)
                .filter(feature -> !feature.isEmpty())
                .distinct()
                .sorted()
                .map(feature -> DynamicTest.dynamicTest(feature, () -> usesOnlyWhatIsAllowed(feature)));
    }

    private static void usesOnlyWhatIsAllowed(String feature) {
        assertThat(MAY_USE).as("the table of packages").containsKey(feature);
        Stream<String> forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(feature) && !MAY_USE.get(feature).contains(other))
                .map(other -> ROOT + "." + other + "..");
        noClasses()
                .that(resideInAPackage(ROOT + "." + feature + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        Stream.concat(Stream.of(ROOT), forbidden).toArray(String[]::new)))
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static String feature(JavaClass type) {
        String name = type.getPackageName();
        return name.length() <= ROOT.length()
                ? ""
                : name.substring(ROOT.length() + 1).split("\\.")[0];
    }
}
