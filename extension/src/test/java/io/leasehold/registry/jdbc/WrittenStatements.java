package io.leasehold.registry.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The statements of connections to SQLite that write, and those of them whose transaction had not begun as a writer's: such
 * a one fails when another has written since (SQLITE_BUSY_SNAPSHOT), and no waiting mends it.
 */
final class WrittenStatements {

    private static final List<String> WRITES =
            List.of("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP");

    private final AtomicInteger writes = new AtomicInteger();
    private final List<String> deferred = new CopyOnWriteArrayList<>();

    /** Returns a connection that does as the given one and is listened to. */
    Connection of(Connection connection) {
        AtomicReference<String> beginning = new AtomicReference<>("");
        return face(Connection.class, connection, (method, arguments, answer) -> switch (method) {
            case "createStatement" ->
                face(Statement.class, (Statement) answer, (what, words, result) -> {
                    note(beginning, words);
                    return result;
                });
            case "prepareStatement" -> {
                String sql = (String) arguments[0];
                yield face(PreparedStatement.class, (PreparedStatement) answer, (what, words, result) -> {
                    if (what.startsWith("execute")) {
                        note(beginning, new Object[] {sql});
                    }
                    return result;
                });
            }
            default -> answer;
        });
    }

    private void note(AtomicReference<String> beginning, Object[] words) {
        if (words.length == 0 || !(words[0] instanceof String sql)) {
            return;
        }
        String statement = sql.strip().toUpperCase(Locale.ROOT);
        if (statement.startsWith("BEGIN") || statement.equals("COMMIT") || statement.equals("ROLLBACK")) {
            beginning.set(statement);
        }
        if (WRITES.stream().anyMatch(statement::startsWith)) {
            writes.incrementAndGet();
            if (!beginning.get().equals("BEGIN IMMEDIATE")) {
                deferred.add(beginning.get() + ": " + sql);
            }
        }
    }

    int writes() {
        return writes.get();
    }

    List<String> deferred() {
        return deferred;
    }

    @FunctionalInterface
    private interface Listener {
        Object heard(String method, Object[] arguments, Object answer);
    }

    private static <T> T face(Class<T> type, T real, Listener listener) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object[] given = arguments == null ? new Object[0] : arguments;
            try {
                return listener.heard(method.getName(), given, method.invoke(real, given));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
