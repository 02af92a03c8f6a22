package io.headroom.engine.scenario;

import io.headroom.scenario.Scenario;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    static final List<String> API_CLASSES = List.of(
            "FailedStepException",
            "Feed",
            "FeedOrder",
            "FeedSource",
            "Identities",
            "IdentityProvider",
            "Journey",
            "Pool",
            "Request",
            "Response",
            "Scenario",
            "Setup",
            "User");

    private static final List<String> OPTIONS =
            List.of("-proc:none", "-parameters", "-g", "-Xlint:none", "-XDsuppressNotes", "-classpath", "");

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
        var messages = new StringWriter();
        try (var files = new MemoryFiles(compiler.getStandardFileManager(null, Locale.ROOT, null))) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(messages, files, null, OPTIONS, null, List.of(new Source()));
            task.setLocale(Locale.ENGLISH);
            if (!task.call()) {
                throw new ScenarioException(messages.toString().strip());
            }
            return files.classes();
        } catch (IOException e) {
            throw new ScenarioException(fileName + ": cannot be compiled: " + e.getMessage());
        }
    }

    private final class Source extends SimpleJavaFileObject {
        Source() {
            super(
                    URI.create("memory:///scenario/").resolve(URLEncoder.encode(fileName, StandardCharsets.UTF_8)),
                    Kind.SOURCE);
        }

        /** What messages call it. */
        @Override
        public String getName() {
            return fileName;
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
