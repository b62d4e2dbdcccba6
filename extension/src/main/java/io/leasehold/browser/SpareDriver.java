package io.leasehold.browser;

import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A driver that starts before anybody knows which profile comes first: starting one takes half a second, and the
 * checkout, which has to come before a browser, needs none. Thread-safe; whoever made it closes it.
 */
final class SpareDriver implements AutoCloseable {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    private final Map<String, String> environment;
    private final Optional<Path> drivers;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable DriverProcess driver;
    private boolean over;

    SpareDriver(Map<String, String> environment, Optional<Path> drivers, Executor executor) {
        this.environment = environment;
        this.drivers = drivers;
        executor.execute(this::start);
    }

    private void start() {
        lock.lock();
        try {
            if (!over && driver == null) {
                driver = DriverProcess.start(environment, drivers);
            }
        } catch (PlaywrightException e) {
            // Whoever needs a driver starts one of its own, and says what is wrong.
            over = true;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the driver to the first who needs one with its environment, and waits for it. */
    Optional<DriverProcess> take(Map<String, String> wanted) {
        if (!wanted.equals(environment)) {
            return Optional.empty();
        }
        lock.lock();
        try {
            Optional<DriverProcess> taken = over ? Optional.empty() : Optional.ofNullable(driver);
            over = true;
            return taken.filter(DriverProcess::isAlive);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the driver, if nobody took it. */
    @Override
    public void close() {
        if (!locked()) {
            return;
        }
        try {
            DriverProcess unused = driver;
            if (unused != null && !over) {
                unused.kill();
                unused.endWithin(Duration.ZERO);
                unused.playwright().close();
            }
            over = true;
        } finally {
            lock.unlock();
        }
    }

    /** A driver that never gets ready ends with the JVM: its input ends then. */
    private boolean locked() {
        try {
            return lock.tryLock(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lock.tryLock();
        }
    }
}
