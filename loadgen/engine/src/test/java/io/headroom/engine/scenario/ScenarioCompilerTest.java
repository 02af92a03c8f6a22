package io.headroom.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class ScenarioCompilerTest {
    private static final Path SCENARIOS = Path.of("../../sample-target/scenarios");

    private static final String GOOD = """
            import io.headroom.scenario.*;
            class Good implements Scenario {
                @Journey void look(User user) { user.get("/").expect(200); }
            }
            """;

    @Test
    void compilesAFileWithoutAProject() throws ScenarioException {
        CompiledScenario scenario = CompiledScenario.compile("Good.java", GOOD);
        assertThat(scenario.name()).isEqualTo("Good");
        assertThat(scenario.journeys()).extracting(JourneyKind::name).containsExactly("look");
    }

    @Test
    void saysWhatIsWrongAsJavacDoes() {
        String source = """
                import io.headroom.scenario.*;
                class Bad implements Scenario {
                    @Journey void look(User user) {
                        user.fetch("/");
                        int x = "text";
                    }
                }
                """;
        assertThatThrownBy(() -> CompiledScenario.compile("Bad.java", source))
                .isInstanceOf(ScenarioException.class)
                .message()
                .startsWith("Bad.java:4: error: cannot find symbol\n        user.fetch(\"/\");\n            ^\n")
                .contains("symbol:   method fetch(String)")
                .contains("Bad.java:5: error: incompatible types: String cannot be converted to int")
                .endsWith("2 errors");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        class A { }                                                                    | A.java:1: no class implements Scenario
        class A implements Scenario { }                                                | A.java:2: no method has @Journey
        class A implements Scenario { void browse(User user) {} }                      | A.java:2: no method has @Journey with a share above 0, so there is nothing to drive: write @Journey before `void browse(User user)`
        class A implements Scenario { @Journey void a() {} }                           | A.java:2: @Journey belongs on a method `void a(User user)`
        class A implements Scenario { @Journey int a(User u) { return 1; } }           | A.java:2: @Journey belongs on
        class A implements Scenario { @Journey(share = -1) void a(User u) {} }         | A.java:2: @Journey takes a number
        class A implements Scenario { @Journey void a(User u) {} @Setup(users = 0) void s(User u) {} } | A.java:2: @Setup(users = 0)
        class A implements Scenario { A(int x) {} @Journey void a(User u) {} }         | A.java:2: the class needs a constructor without
        class A implements Scenario { int x = 1 / 0; @Journey void a(User u) {} }      | A.java:2: ArithmeticException: / by zero
        class A implements Scenario { @Journey void a(User u) {} } class B implements Scenario {} | A.java:2: more than one class
        """)
    void saysWhatIsWrongWithAScenarioThatCompiles(String source, String message) {
        assertThatThrownBy(() -> CompiledScenario.compile("A.java", "import io.headroom.scenario.*;\n" + source))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void theCompilerSeesEveryClassOfTheApi() throws Exception {
        URI location = Scenario.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Path path = Path.of(location);
        if (Files.isDirectory(path)) {
            assertThat(classesBelow(path)).containsExactlyInAnyOrderElementsOf(ScenarioCompiler.API_CLASSES);
        } else {
            try (var jar = FileSystems.newFileSystem(path)) {
                assertThat(classesBelow(jar.getPath("/")))
                        .containsExactlyInAnyOrderElementsOf(ScenarioCompiler.API_CLASSES);
            }
        }
    }

    /** As under a class loader of a framework, whose classes come from nowhere that the compiler could open. */
    @Test
    void compilesWhereTheApiHasNoFileOfItsOwn() throws Exception {
        var loader = new Bare();
        Class<?> type = loader.loadClass(CompiledScenario.class.getName());
        assertThat(type.getProtectionDomain().getCodeSource().getLocation()).isNull();
        Method compile = type.getMethod("compile", String.class, String.class);
        Object scenario = compile.invoke(null, "Good.java", GOOD);
        assertThat(type.getMethod("name").invoke(scenario)).isEqualTo("Good");
        assertThat(scenario).isNotInstanceOf(CompiledScenario.class);
    }

    @Test
    void onlySelectedJourneysAreInTheMixAlsoThoseWithoutAShare() throws Exception {
        CompiledScenario scenario = CompiledScenario.compile("A.java", """
                import io.headroom.scenario.*;
                class A implements Scenario {
                    @Setup(users = 3) void prepare(User u) {}
                    @Journey(share = 70) void register(User u) {}
                    @Journey(share = 30) void search(User u) {}
                    @Journey(share = 0) void contention(User u) {}
                }
                """);
        assertThat(shares(scenario)).containsExactly("register 70", "search 30");
        assertThat(shares(scenario.selecting(List.of("contention")))).containsExactly("contention 1");
        assertThat(shares(scenario.selecting(List.of("search", "contention"))))
                .containsExactly("contention 1", "search 30");
        assertThat(scenario.selecting(List.of("search")).setups()).isEqualTo(scenario.setups());
        assertThatThrownBy(() -> scenario.selecting(List.of("Contension")))
                .isInstanceOf(ScenarioException.class)
                .hasMessage("A.java: there is no journey 'Contension'; did you mean contention?"
                        + " Its journeys are: contention, register, search");
    }

    private static List<String> shares(CompiledScenario scenario) {
        return scenario.mixed().stream()
                .map(kind -> kind.name() + " " + kind.share())
                .toList();
    }

    @Test
    void theShippedScenariosCompile() throws Exception {
        CompiledScenario contended = CompiledScenario.compile(
                "ContendedProfile.java", Files.readString(SCENARIOS.resolve("ContendedProfile.java")));
        assertThat(contended.mixed()).extracting(JourneyKind::name).containsExactly("changeTheOldest");
        CompiledScenario scenario = CompiledScenario.compile("ProfileJourneys.java", shipped());
        assertThat(scenario.mixed())
                .extracting(JourneyKind::name, JourneyKind::share)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("registerThenEdit", 70),
                        org.assertj.core.api.Assertions.tuple("searchThenView", 30));
    }

    public static String shipped() throws IOException {
        return Files.readString(SCENARIOS.resolve("ProfileJourneys.java"));
    }

    private static List<String> classesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("io/headroom/scenario"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
    }

    private static final class Bare extends ClassLoader {
        Bare() {
            super(ScenarioCompilerTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.headroom.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length, null);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
