package io.leasehold.registry.jdbc;

import io.leasehold.registry.MachineClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.sqlite.SQLiteErrorCode;

/** A SQLite file in a time that a test sets, whose answers a test can lose. */
final class SetDialect {

    private final Dialect real;
    private final AtomicInteger toBeLost = new AtomicInteger();
    private final AtomicBoolean toBeUndone = new AtomicBoolean();
    private final AtomicReference<Runnable> beforeRepetition = new AtomicReference<>(() -> {});
    private final AtomicInteger connected = new AtomicInteger();
    private final WrittenStatements statements = new WrittenStatements();
    private volatile RegistryTime now = new RegistryTime("boot-1", 500_000_000, 1_700_000_000_000L);

    SetDialect(Path folder) {
        Path file = folder.resolve("registry.db");
        RegistryFile.prepare(file);
        this.real = new SqliteDialect(file, new MachineClock(Clock.systemUTC()));
    }

    JdbcRegistry open() {
        return JdbcRegistry.open(face(), FailurePoints.NONE);
    }

    private Dialect face() {
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("now")) {
                        return now;
                    }
                    if (method.getName().equals("commit") && toBeUndone.getAndSet(false)) {
                        throw new SQLException("It was not done.", "", SQLiteErrorCode.SQLITE_BUSY.code);
                    }
                    if (method.getName().equals("connect")) {
                        connected.incrementAndGet();
                    }
                    if (method.getName().equals("begin") && !toBeUndone.get()) {
                        beforeRepetition.getAndSet(() -> {}).run();
                    }
                    Object result = answer(method, arguments);
                    if (result instanceof Connection connection) {
                        return statements.of(connection);
                    }
                    if (method.getName().equals("commit") && toBeLost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new SQLException("The answer was lost.", "", SQLiteErrorCode.SQLITE_BUSY.code);
                    }
                    return result;
                });
    }

    private Object answer(java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The next commit is done, and nobody is told. */
    void losesTheNextAnswer() {
        toBeLost.set(1);
    }

    /** The next commit is not done; before it is repeated, others do something. */
    void undoesTheNext(Runnable meanwhile) {
        beforeRepetition.set(meanwhile);
        toBeUndone.set(true);
    }

    /** Returns what its connections wrote. */
    WrittenStatements statements() {
        return statements;
    }

    /** Returns how often it has connected. */
    int connections() {
        return connected.get();
    }

    boolean wasLost() {
        return toBeLost.get() == 0;
    }

    /** The time that people see is another from now on; the one that deadlines go by is not. */
    void wallIsSetBack(Duration by) {
        now = new RegistryTime(now.era(), now.count(), now.wall() - by.toMillis());
    }

    void passes(Duration time) {
        now = new RegistryTime(now.era(), now.count() + time.toMillis(), now.wall() + time.toMillis());
    }

    /** The machine starts again and has counted this far since. */
    void startsAgain(String era, Duration since) {
        now = new RegistryTime(era, since.toMillis(), now.wall() + since.toMillis());
    }

    Instant wall() {
        return Instant.ofEpochMilli(now.wall());
    }
}
