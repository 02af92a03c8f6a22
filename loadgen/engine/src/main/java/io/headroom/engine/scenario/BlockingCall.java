package io.headroom.engine.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Calls of the JDK that hold a thread up. On an event loop, all users of the loop wait with the one who makes them. */
enum BlockingCall {
    PAUSE("use user.think(…)", List.of("java/lang/Thread", "java/util/concurrent/TimeUnit"), Set.of("sleep", "join")),
    WAIT(
            "have journeys wait by user.think(…) and meet in a Pool, and send side by side by user.parallel(…)",
            List.of(
                    "java/lang/Object",
                    "java/util/concurrent/Future",
                    "java/util/concurrent/CompletableFuture",
                    "java/util/concurrent/CountDownLatch",
                    "java/util/concurrent/CyclicBarrier",
                    "java/util/concurrent/Semaphore",
                    "java/util/concurrent/BlockingQueue",
                    "java/util/concurrent/ArrayBlockingQueue",
                    "java/util/concurrent/LinkedBlockingQueue",
                    "java/util/concurrent/SynchronousQueue",
                    "java/util/concurrent/ExecutorService"),
            Set.of("wait", "get", "join", "await", "acquire", "take", "put", "invokeAll", "invokeAny", "close")),
    LOCK(
            "leave the lock out, because each event loop has its own instance of the scenario",
            List.of("java/util/concurrent/locks/"),
            Set.of("lock", "lockInterruptibly", "await", "readLock", "writeLock", "park", "parkNanos")),
    NETWORK(
            "send it by user.get(…) and its like, which also takes other hosts' addresses",
            List.of(
                    "java/net/http/HttpClient",
                    "java/net/Socket",
                    "java/net/ServerSocket",
                    "java/net/DatagramSocket",
                    "java/net/URLConnection",
                    "java/net/HttpURLConnection",
                    "java/net/URL",
                    "java/net/InetAddress",
                    "java/nio/channels/"),
            Set.of(
                    "send",
                    "openStream",
                    "openConnection",
                    "getContent",
                    "connect",
                    "getInputStream",
                    "getOutputStream",
                    "getResponseCode",
                    "getByName",
                    "getAllByName",
                    "open",
                    "read",
                    "write")),
    FILE(
            "read files in a field, by Feed.csv(…) for example, and keep what journeys find for after the run",
            List.of(
                    "java/nio/file/Files",
                    "java/io/FileInputStream",
                    "java/io/FileOutputStream",
                    "java/io/FileReader",
                    "java/io/FileWriter",
                    "java/io/RandomAccessFile"),
            Set.of()),
    PROGRAM(
            "start programs before or after the run",
            List.of("java/lang/Process", "java/lang/ProcessBuilder", "java/lang/Runtime"),
            Set.of("start", "exec", "waitFor", "startPipeline")),
    DATABASE("prepare data by requests, in a @Setup", List.of("java/sql/", "javax/sql/"), Set.of());

    private final String instead;
    private final List<String> owners;
    private final Set<String> methods;

    /**
     * @param instead what to do, completes "blocks …: "
     * @param owners classes by their internal names, or packages, which end with a slash
     * @param methods empty for all of them
     */
    BlockingCall(String instead, List<String> owners, Set<String> methods) {
        this.instead = instead;
        this.owners = owners;
        this.methods = methods;
    }

    String instead() {
        return instead;
    }

    static List<BlockingCall> of(String owner, String method) {
        return Arrays.stream(values()).filter(call -> call.has(owner, method)).toList();
    }

    private boolean has(String owner, String method) {
        return (methods.isEmpty() || methods.contains(method))
                && owners.stream().anyMatch(name -> name.endsWith("/") ? owner.startsWith(name) : owner.equals(name));
    }
}
