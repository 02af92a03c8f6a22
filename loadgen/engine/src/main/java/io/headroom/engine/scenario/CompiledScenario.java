package io.headroom.engine.scenario;

import io.headroom.engine.data.CsvException;
import io.headroom.engine.data.Nearest;
import io.headroom.scenario.FeedSource;
import io.headroom.scenario.Journey;
import io.headroom.scenario.Scenario;
import io.headroom.scenario.Setup;
import io.headroom.scenario.User;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scenario that compiled and whose journeys are well formed. */
public final class CompiledScenario {
    private static final int SHARE_MAX = 1_000_000;

    private static final String ENGINE = "io.headroom.engine.";
    private static final Pattern LAMBDA = Pattern.compile("^lambda\\$(.+)\\$\\d+$");

    private final String fileName;
    private final Class<?> type;
    private final List<JourneyKind> journeys;
    private final List<JourneyKind> setups;
    private final ScenarioFiles files;
    private final List<String> hints;

    private CompiledScenario(
            Class<?> type,
            List<JourneyKind> journeys,
            List<JourneyKind> setups,
            ScenarioFiles files,
            List<String> hints) {
        this.fileName = files.scenario();
        this.type = type;
        this.journeys = journeys;
        this.setups = setups;
        this.files = files;
        this.hints = hints;
    }

    /** As {@link #compile(String, String, Path)}, for a scenario that reads no files. */
    public static CompiledScenario compile(String fileName, String source) throws ScenarioException {
        return compile(source, new ScenarioFiles(fileName, new FeedFiles.None()));
    }

    /**
     * Compiles one file in memory.
     *
     * @param fileName name that errors show, for example {@code ProfileJourneys.java}
     * @param source the whole file
     * @param folder in which its feeds' files lie
     * @throws ScenarioException names file, line and what is wrong, also in a feed's file
     */
    public static CompiledScenario compile(String fileName, String source, Path folder) throws ScenarioException {
        return compile(source, new ScenarioFiles(fileName, new FeedFiles.Folder(folder)));
    }

    /**
     * As {@link #compile(String, String, Path)}, where no folder is at hand.
     *
     * @param files texts that its feeds read, by the names that it uses
     */
    public static CompiledScenario compile(String fileName, String source, Map<String, String> files)
            throws ScenarioException {
        return compile(source, new ScenarioFiles(fileName, new FeedFiles.Sent(Map.copyOf(files))));
    }

    private static CompiledScenario compile(String source, ScenarioFiles files) throws ScenarioException {
        Map<String, byte[]> classes = ScenarioCompiler.compile(files.scenario(), source);
        var reader = new Reader(files, source, BlockingCalls.in(files.scenario(), classes.values()));
        Class<?> type = reader.scenarioAmong(new Classes(classes).all());
        return reader.read(type);
    }

    /** A scenario that is part of a program. */
    public static CompiledScenario of(Class<? extends Scenario> type) {
        try {
            return new Reader(new ScenarioFiles(type.getSimpleName() + ".java", new FeedFiles.None()), "", List.of())
                    .read(type);
        } catch (ScenarioException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The scenario class's simple name. */
    public String name() {
        return type.getSimpleName();
    }

    public List<JourneyKind> journeys() {
        return journeys;
    }

    /** The journeys that have a share of the mix. */
    public List<JourneyKind> mixed() {
        return journeys.stream().filter(kind -> kind.share() > 0).toList();
    }

    public List<JourneyKind> setups() {
        return setups;
    }

    /** What should be written otherwise, as {@code file:line: sentence}; it runs nevertheless. */
    public List<String> hints() {
        return hints;
    }

    /** SHA-256, in hexadecimal, of each file that its feeds read, by the name that it uses. */
    public SortedMap<String, String> feedHashes() {
        return files.hashes();
    }

    /**
     * The scenario's state for one event loop.
     *
     * @param stripe number of the loop among all of all agents
     * @param stripes how many there are
     */
    public Object newInstance(int stripe, int stripes) {
        return ScopedValue.where(FeedSource.CURRENT, files.seenBy(stripe, stripes))
                .call(this::create);
    }

    private Object create() {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            boolean inFile = cause instanceof CsvException || cause instanceof FeedFileException;
            throw new IllegalStateException(inFile ? cause.getMessage() : describe(cause), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + type.getName() + ": " + e.getMessage(), e);
        }
    }

    public JourneyCode bind(Object instance, JourneyKind kind) {
        try {
            kind.method().setAccessible(true);
            MethodHandle handle = MethodHandles.lookup().unreflect(kind.method());
            MethodHandle bound = Modifier.isStatic(kind.method().getModifiers()) ? handle : handle.bindTo(instance);
            return new JourneyCode(kind, bound.asType(MethodType.methodType(void.class, User.class)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot call " + kind.method() + ": " + e.getMessage(), e);
        }
    }

    /** A failure of the scenario's own code as {@code file:line: what}. */
    public String describe(Throwable failure) {
        String what = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(type.getName()))
                .findFirst()
                .map(frame -> fileName + ":" + frame.getLineNumber() + ": " + what)
                .orElse(fileName + ": " + what);
    }

    /**
     * Where a user's thread is in the scenario's own code, as {@code journey look at ProfileJourneys.java:42}; empty if it is in the engine's, for
     * example because it waits for an answer.
     */
    public Optional<String> placeOf(StackTraceElement[] stack) {
        Optional<StackTraceElement> innermost = Arrays.stream(stack)
                .takeWhile(frame -> isOwn(frame) || !frame.getClassName().startsWith(ENGINE))
                .filter(this::isOwn)
                .findFirst();
        Optional<StackTraceElement> outermost =
                Arrays.stream(stack).filter(this::isOwn).reduce((inner, outer) -> outer);
        return innermost.flatMap(place -> outermost.map(journey -> "journey "
                + LAMBDA.matcher(journey.getMethodName()).replaceFirst("$1") + " at " + fileName + ":"
                + place.getLineNumber()));
    }

    private boolean isOwn(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.equals(type.getName()) || name.startsWith(type.getName() + "$");
    }

    /**
     * The same scenario with only these journeys in the mix. One that has no share gets a share of 1.
     *
     * @throws ScenarioException if there is none of that name
     */
    public CompiledScenario selecting(List<String> names) throws ScenarioException {
        List<String> known = journeys.stream().map(JourneyKind::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ScenarioException(fileName + ": there is no journey '" + name + "'"
                        + Nearest.to(name, known)
                                .map("; did you mean %s?"::formatted)
                                .orElse(".")
                        + " Its journeys are: " + String.join(", ", known));
            }
        }
        List<JourneyKind> selected = journeys.stream()
                .map(kind -> kind.withShare(names.contains(kind.name()) ? Math.max(1, kind.share()) : 0))
                .toList();
        return new CompiledScenario(type, selected, setups, files, hints);
    }

    /** Classes that exist in memory only. */
    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> files;

        Classes(Map<String, byte[]> files) {
            super(Scenario.class.getClassLoader());
            this.files = files;
        }

        List<Class<?>> all() throws ScenarioException {
            List<Class<?>> all = new ArrayList<>();
            for (String name : files.keySet()) {
                try {
                    all.add(loadClass(name));
                } catch (ClassNotFoundException | LinkageError e) {
                    throw new ScenarioException("the class " + name + " cannot be loaded: " + e.getMessage());
                }
            }
            return all;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = files.get(name);
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, file, 0, file.length);
        }
    }

    /** Finds the scenario among a file's classes and checks it. */
    private record Reader(ScenarioFiles files, String source, List<String> hints) {
        private String fileName() {
            return files.scenario();
        }

        Class<?> scenarioAmong(List<Class<?>> classes) throws ScenarioException {
            List<Class<?>> found = classes.stream()
                    .filter(candidate -> Scenario.class.isAssignableFrom(candidate)
                            && !candidate.isInterface()
                            && !Modifier.isAbstract(candidate.getModifiers()))
                    .sorted(Comparator.comparing(Class::getName))
                    .toList();
            if (found.isEmpty()) {
                throw new ScenarioException(
                        fileName() + ":1: no class implements Scenario: write `class … implements Scenario`");
            }
            if (found.size() > 1) {
                throw new ScenarioException(line(found.get(1).getSimpleName())
                        + "more than one class implements Scenario: "
                        + String.join(
                                ", ", found.stream().map(Class::getSimpleName).toList()));
            }
            return found.getFirst();
        }

        CompiledScenario read(Class<?> type) throws ScenarioException {
            List<JourneyKind> journeys = kinds(type, Journey.class, Journey::share);
            List<JourneyKind> setups = kinds(type, Setup.class, Setup::users);
            if (journeys.stream().noneMatch(kind -> kind.share() > 0)) {
                throw new ScenarioException(line(type.getSimpleName())
                        + "no method has @Journey with a share above 0, so there is nothing to drive" + hint(type));
            }
            for (JourneyKind setup : setups) {
                if (setup.share() == 0) {
                    throw new ScenarioException(
                            line(setup.name()) + "@Setup(users = 0) would never run; use at least 1");
                }
            }
            var scenario = new CompiledScenario(type, journeys, setups, files, hints);
            requireInstance(scenario);
            return scenario;
        }

        /** What may have been forgotten. */
        private static String hint(Class<?> type) {
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {User.class}))
                    .filter(method -> method.getAnnotations().length == 0 && method.getReturnType() == void.class)
                    .map(Method::getName)
                    .sorted()
                    .findFirst()
                    .map(name -> ": write @Journey before `void " + name + "(User user)`")
                    .orElse("");
        }

        private void requireInstance(CompiledScenario scenario) throws ScenarioException {
            if (Arrays.stream(scenario.type.getDeclaredConstructors())
                    .noneMatch(constructor -> constructor.getParameterCount() == 0)) {
                throw new ScenarioException(line(scenario.name())
                        + "the class needs a constructor without parameters; if it is an inner class, make it static");
            }
            try {
                scenario.newInstance(0, 1);
            } catch (IllegalStateException | LinkageError e) {
                throw new ScenarioException(String.valueOf(e.getMessage()));
            }
        }

        private <A extends Annotation> List<JourneyKind> kinds(
                Class<?> type, Class<A> annotation, ToIntFunction<A> share) throws ScenarioException {
            List<JourneyKind> kinds = new ArrayList<>();
            List<Method> methods = Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(annotation))
                    .sorted(Comparator.comparing(Method::getName))
                    .toList();
            for (Method method : methods) {
                A found = method.getAnnotation(annotation);
                int value = found == null ? 0 : share.applyAsInt(found);
                requireJourney(method, annotation.getSimpleName(), value);
                kinds.add(new JourneyKind(method.getName(), kinds.size(), method, value));
            }
            return List.copyOf(kinds);
        }

        private void requireJourney(Method method, String annotation, int value) throws ScenarioException {
            if (method.getReturnType() != void.class
                    || !Arrays.equals(method.getParameterTypes(), new Class<?>[] {User.class})) {
                throw new ScenarioException(line(method.getName()) + "@" + annotation + " belongs on a method `void "
                        + method.getName() + "(User user)`");
            }
            if (value < 0 || value > SHARE_MAX) {
                throw new ScenarioException(line(method.getName()) + "@" + annotation + " takes a number from 0 to "
                        + SHARE_MAX + ", not " + value);
            }
        }

        /** {@code file:line: } of the name's declaration. */
        private String line(String name) {
            Matcher declaration = Pattern.compile("(?:class|void|record|\\w)\\s+" + Pattern.quote(name) + "\\b")
                    .matcher(source);
            String before = declaration.find() ? source.substring(0, declaration.start()) : "";
            return fileName() + ":" + (1 + before.chars().filter(c -> c == '\n').count()) + ": ";
        }
    }
}
