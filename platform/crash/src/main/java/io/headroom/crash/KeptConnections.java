package io.headroom.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gives each connection out again that is whole when it is closed, as a platform's pool does: to open one takes longer than all that is said on it. */
final class KeptConnections {
    private final DataSource source;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    private KeptConnections(DataSource source) {
        this.source = source;
    }

    static DataSource of(DataSource source) {
        var kept = new KeptConnections(source);
        return proxy(
                DataSource.class,
                (method, arguments) ->
                        method.getName().equals("getConnection") ? kept.take() : method.invoke(source, arguments));
    }

    private Connection take() throws SQLException {
        var waiting = idle.poll();
        var connection = waiting == null ? source.getConnection() : waiting;
        return proxy(Connection.class, (method, arguments) -> {
            if (!method.getName().equals("close")) {
                return method.invoke(connection, arguments);
            }
            // A connection that broke has closed itself.
            if (!connection.isClosed()) {
                idle.push(connection);
            }
            return null;
        });
    }

    private interface Call {
        @Nullable
        Object make(Method method, Object @Nullable [] arguments)
                throws SQLException, IllegalAccessException, InvocationTargetException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                KeptConnections.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return call.make(method, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause() == null ? failure : failure.getCause();
                    }
                }));
    }
}
