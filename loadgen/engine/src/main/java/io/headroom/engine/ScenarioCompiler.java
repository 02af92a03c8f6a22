package io.headroom.engine;

import io.headroom.scenario.Scenario;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles one source file in memory. The compiler sees the JDK and the scenario API, nothing else; the API's class files come from the class loader that
 * loaded it, so it does not matter whether that reads folders, jars or an archive of its own.
 */
final class ScenarioCompiler {
    private static final String API = Scenario.class.getPackageName();
    /** Everything that the API's package holds. */
    static final List<String> API_CLASSES =
            List.of("FailedStepException", "Journey", "Pool", "Request", "Response", "Scenario", "Setup", "User");

    private final String fileName;
    private final String source;

    private ScenarioCompiler(String fileName, String source) {
        this.fileName = fileName;
        this.source = source;
    }

    /** Class files by binary name. */
    static Map<String, byte[]> compile(String fileName, String source) throws ScenarioException {
        return new ScenarioCompiler(fileName, source).run();
    }

    private Map<String, byte[]> run() throws ScenarioException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new ScenarioException(fileName + ": this Java has no compiler; run Headroom with a JDK, not a JRE");
        }
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (var files = new MemoryFiles(compiler.getStandardFileManager(diagnostics, Locale.ROOT, null))) {
            boolean compiled = compiler.getTask(
                            Writer.nullWriter(),
                            files,
                            diagnostics,
                            List.of("-proc:none", "-parameters", "-g", "-Xlint:none", "-classpath", ""),
                            null,
                            List.of(new Source()))
                    .call();
            if (!compiled) {
                throw new ScenarioException(describe(diagnostics.getDiagnostics()));
            }
            return files.classes();
        } catch (IOException e) {
            throw new ScenarioException(fileName + ": cannot be compiled: " + e.getMessage());
        }
    }

    private String describe(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        List<String> errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(this::describe)
                .toList();
        String count = errors.size() == 1 ? "1 error" : errors.size() + " errors";
        return String.join("\n", errors) + "\n" + count;
    }

    /** As javac prints it: file, line, message, the line itself, and a caret below the column. */
    private String describe(Diagnostic<? extends JavaFileObject> error) {
        String message = error.getMessage(Locale.ROOT);
        if (error.getLineNumber() == Diagnostic.NOPOS) {
            return fileName + ": error: " + message;
        }
        String line = source.lines().skip(error.getLineNumber() - 1).findFirst().orElse("");
        List<String> parts = new ArrayList<>(message.lines().toList());
        parts.set(0, fileName + ":" + error.getLineNumber() + ": error: " + parts.getFirst());
        parts.add(1, line);
        parts.add(2, " ".repeat((int) Math.max(0, error.getColumnNumber() - 1)) + "^");
        return String.join("\n", parts);
    }

    private final class Source extends SimpleJavaFileObject {
        Source() {
            super(
                    URI.create("memory:///scenario/").resolve(URLEncoder.encode(fileName, StandardCharsets.UTF_8)),
                    Kind.SOURCE);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    private static final class ClassFile extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        ClassFile(String binaryName) {
            super(URI.create("memory:///" + binaryName.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }
    }

    private static final class ApiClass extends SimpleJavaFileObject {
        private final String simpleName;

        ApiClass(String simpleName) {
            super(URI.create("memory:///api/" + simpleName + Kind.CLASS.extension), Kind.CLASS);
            this.simpleName = simpleName;
        }

        String binaryName() {
            return API + "." + simpleName;
        }

        @Override
        public InputStream openInputStream() throws IOException {
            InputStream bytes = Scenario.class.getResourceAsStream(simpleName + ".class");
            if (bytes == null) {
                throw new IOException("the class file of " + binaryName() + " is missing");
            }
            return bytes;
        }
    }

    private static final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ClassFile> written = new HashMap<>();

        MemoryFiles(JavaFileManager platform) {
            super(platform);
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            written.forEach((name, file) -> classes.put(name, file.bytes.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return written.computeIfAbsent(className, ClassFile::new);
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
                throws IOException {
            if (location == StandardLocation.CLASS_PATH) {
                return packageName.equals(API) && kinds.contains(JavaFileObject.Kind.CLASS)
                        ? List.<JavaFileObject>copyOf(
                                API_CLASSES.stream().map(ApiClass::new).toList())
                        : List.of();
            }
            return super.list(location, packageName, kinds, recurse);
        }

        @Override
        public String inferBinaryName(Location location, JavaFileObject file) {
            return file instanceof ApiClass api ? api.binaryName() : super.inferBinaryName(location, file);
        }
    }
}
