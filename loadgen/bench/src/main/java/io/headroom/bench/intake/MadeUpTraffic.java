package io.headroom.bench.intake;

import io.headroom.bench.intake.MadeUpSpan.Tag;
import io.headroom.bench.intake.MadeUpSpan.TraceNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Requests to a shop, traced as OpenTelemetry's Java agent does: each has eight spans, six of the shop (the request, four queries, one call to another service) and two of the other service. Trace ids
 * name a load session, as the load engine's do, and are never repeated.
 */
final class MadeUpTraffic {

    static final int SPANS_PER_TRACE = 8;
    /** So many traces make one report of either service. */
    static final int TRACES_PER_REPORT = 64;

    private static final int QUERIES = 4;
    private static final long MARK = 0x48L << 56;
    private static final List<String> STATEMENTS = List.of(
            "select p.id, p.name, p.price, p.currency from product p where p.id = ?",
            "select s.quantity, s.warehouse from stock s where s.product_id = ? and s.warehouse in (?, ?, ?)",
            "update cart set updated_at = ?, total = ? where id = ?",
            "insert into cart_item (cart_id, product_id, quantity, price) values (?, ?, ?, ?)");

    private final SplittableRandom random;
    private final long sessionNumber;
    private final long epochMicros;
    private long traces;

    /** @param session whose load step 1 the requests belong to */
    MadeUpTraffic(String session, long seed, long epochMicros) {
        this.random = new SplittableRandom(seed);
        this.sessionNumber = number(session);
        this.epochMicros = epochMicros;
    }

    /** The next requests, as both services report them. */
    List<Report> next() {
        List<MadeUpSpan> shop = new ArrayList<>();
        List<MadeUpSpan> reputation = new ArrayList<>();
        for (int i = 0; i < TRACES_PER_REPORT; i++) {
            trace(shop, reputation);
        }
        return List.of(new Report("shop", "shop-1", shop), new Report("reputation", "reputation-1", reputation));
    }

    private void trace(List<MadeUpSpan> shop, List<MadeUpSpan> reputation) {
        TraceNumber trace = new TraceNumber(
                MARK | sessionNumber << 8, 1L << 56 | traces << 24 & 0xFF_FFFF_FF00_0000L | random.nextInt(1 << 24));
        long start = epochMicros + traces * 100;
        traces++;
        long root = id();
        long item = random.nextInt(10_000);
        long at = start + 200;
        for (int i = 0; i < QUERIES; i++) {
            long took = 300 + random.nextInt(2_000);
            shop.add(new MadeUpSpan(trace, id(), root, false, "SELECT shop", at, took, query(STATEMENTS.get(i))));
            at += took + 100;
        }
        long call = id();
        long took = 2_000 + random.nextInt(5_000);
        shop.add(new MadeUpSpan(trace, call, root, false, "GET", at, took, call(item)));
        long handled = id();
        reputation.add(new MadeUpSpan(
                trace,
                handled,
                call,
                true,
                "GET /reputation/{id}",
                at + 200,
                took - 400,
                request("/reputation/{id}", "/reputation/" + item)));
        reputation.add(new MadeUpSpan(
                trace,
                id(),
                handled,
                false,
                "SELECT reputation",
                at + 400,
                took - 900,
                query("select r.score from reputation r where r.id = ?")));
        shop.add(new MadeUpSpan(
                trace,
                root,
                random.nextLong() | 1,
                true,
                "GET /carts/{id}",
                start,
                at + took + 300 - start,
                request("/carts/{id}", "/carts/" + item)));
    }

    private long id() {
        return random.nextLong() | 1;
    }

    private List<Tag> request(String route, String path) {
        return List.of(
                new Tag("http.request.method", "GET"),
                new Tag("http.route", route),
                new Tag("http.response.status_code", 200L),
                new Tag("url.path", path),
                new Tag("url.scheme", "http"),
                new Tag("server.address", "10.0.1.17"),
                new Tag("server.port", 8_080L),
                new Tag("client.address", "10.0.1.4"),
                new Tag("network.peer.address", "10.0.1.4"),
                new Tag("network.peer.port", 30_000L + random.nextInt(30_000)),
                new Tag("network.protocol.version", "1.1"),
                new Tag("user_agent.original", "headroom/0.1"),
                new Tag("thread.id", 40L + random.nextInt(20)),
                new Tag("thread.name", "http-nio-8080-exec-" + random.nextInt(20)));
    }

    private List<Tag> call(long item) {
        return List.of(
                new Tag("http.request.method", "GET"),
                new Tag("url.full", "http://reputation.shop.internal:8080/reputation/" + item),
                new Tag("http.response.status_code", 200L),
                new Tag("server.address", "reputation.shop.internal"),
                new Tag("server.port", 8_080L),
                new Tag("network.protocol.version", "1.1"),
                new Tag("thread.id", 40L + random.nextInt(20)),
                new Tag("thread.name", "http-nio-8080-exec-" + random.nextInt(20)));
    }

    private List<Tag> query(String statement) {
        return List.of(
                new Tag("db.system", "postgresql"),
                new Tag("db.name", "shop"),
                new Tag("db.user", "shop"),
                new Tag("db.connection_string", "postgresql://database.shop.internal:5432"),
                new Tag("db.statement", statement),
                new Tag("db.operation", "SELECT"),
                new Tag("server.address", "database.shop.internal"),
                new Tag("server.port", 5_432L),
                new Tag("thread.id", 40L + random.nextInt(20)),
                new Tag("thread.name", "http-nio-8080-exec-" + random.nextInt(20)));
    }

    /** As trace ids name a session: the first six bytes of its hash. */
    private static long number(String session) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(session.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() >>> 16;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
