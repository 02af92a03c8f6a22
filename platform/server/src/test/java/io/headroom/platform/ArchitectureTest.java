package io.headroom.platform;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the package table of docs/architecture.md true. */
class ArchitectureTest {

    private static final String ROOT = "io.headroom.platform";

    /** Package → what it may use of its siblings. What is not listed here does not exist. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("home", Set.of()),
            Map.entry("environment", Set.of("home")),
            Map.entry("lease", Set.of("home", "run")),
            Map.entry("protection", Set.of("home", "environment", "lease")),
            Map.entry("scenario", Set.of()),
            Map.entry("fleet", Set.of("home", "scenario")),
            Map.entry("run", Set.of()),
            Map.entry("report", Set.of("home")),
            Map.entry("trend", Set.of()),
            Map.entry("telemetry", Set.of()),
            Map.entry("finding", Set.of("telemetry")),
            Map.entry("schedule", Set.of("run")),
            Map.entry(
                    "campaign",
                    Set.of(
                            "environment",
                            "lease",
                            "protection",
                            "scenario",
                            "fleet",
                            "run",
                            "report",
                            "trend",
                            "telemetry",
                            "finding")),
            Map.entry("access", Set.of("home", "run")),
            Map.entry("web", Set.of("home"))));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void enoughClassesWereImported_soThatNoRuleHoldsForWantOfClasses() {
        assertThat(CLASSES.size()).isGreaterThan(80);
        assertThat(CLASSES.stream().map(ArchitectureTest::feature).filter(name -> !name.isEmpty()))
                .containsAll(MAY_USE.keySet());
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> aPackageUsesOnlyWhatTheTableAllows() {
        return CLASSES.stream()
                .map(ArchitectureTest::feature)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .map(feature -> DynamicTest.dynamicTest(feature, () -> usesOnlyWhatIsAllowed(feature)));
    }

    private static void usesOnlyWhatIsAllowed(String feature) {
        assertThat(MAY_USE).as("the table of packages").containsKey(feature);
        String[] forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(feature) && !MAY_USE.get(feature).contains(other))
                .map(other -> ROOT + "." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(ROOT + "." + feature + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(forbidden))
                .as(feature + " may use " + MAY_USE.get(feature) + ", not " + Arrays.toString(forbidden))
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheRowsAndTheirStoresKnowPersistence() {
        noClasses()
                .that(alwaysTrue())
                .and()
                .haveSimpleNameNotEndingWith("Row")
                .and()
                .haveSimpleNameNotEndingWith("Key")
                .and()
                .haveSimpleNameNotEndingWith("Journal")
                .and()
                .haveSimpleNameNotEndingWith("Store")
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.persistence..", "io.quarkus.hibernate.."))
                .check(CLASSES);
    }

    @Test
    void theTimeOfDayIsInjected() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Terraform")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
        classes()
                .that()
                .areNotAssignableTo(Clock.class)
                .and()
                .haveSimpleNameNotEndingWith("SystemClock")
                .should()
                .onlyCallMethodsThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "do not make a clock of their own",
                        call -> !call.getFullName().startsWith("java.time.Clock.system")))
                .check(CLASSES);
    }

    private static String feature(JavaClass type) {
        String name = type.getPackageName();
        return name.length() <= ROOT.length()
                ? ""
                : name.substring(ROOT.length() + 1).split("\\.")[0];
    }
}
