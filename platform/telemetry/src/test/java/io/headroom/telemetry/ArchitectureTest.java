package io.headroom.telemetry;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the library's table of packages in docs/architecture.md true. */
class ArchitectureTest {
    private static final String ROOT = "io.headroom.telemetry";

    /** Package → what it may use of its siblings. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.of(
            "trace", Set.of(),
            "otlp", Set.of("trace"),
            "assembly", Set.of("trace"),
            "figures", Set.of("trace", "assembly"),
            "resource", Set.of("trace", "otlp"),
            "pattern", Set.of("trace")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void enoughClassesWereImported_soThatNoRuleHoldsForWantOfClasses() {
        assertThat(CLASSES.size()).isGreaterThan(40);
        assertThat(CLASSES.stream().map(ArchitectureTest::feature).distinct())
                .containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @TestFactory
    Stream<DynamicTest> aPackageUsesOnlyWhatTheTableAllows() {
        return MAY_USE.keySet().stream()
                .map(feature -> DynamicTest.dynamicTest(feature, () -> usesOnlyWhatIsAllowed(feature)));
    }

    private static void usesOnlyWhatIsAllowed(String feature) {
        String[] forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(feature) && !MAY_USE.get(feature).contains(other))
                .map(other -> ROOT + "." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(ROOT + "." + feature + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(forbidden))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingKnowsAFrameworkOrAClock() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "io.netty.."))
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(CLASSES);
    }

    private static String feature(JavaClass type) {
        return type.getPackageName().substring(ROOT.length() + 1).split("\\.")[0];
    }
}
