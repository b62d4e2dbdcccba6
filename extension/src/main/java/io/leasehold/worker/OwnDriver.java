package io.leasehold.worker;

import com.microsoft.playwright.impl.driver.Driver;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A driver with an environment of its own, at the place of the JVM's. Playwright keeps one driver for the JVM, with the
 * environment of whoever asked first, and starts processes from it without a lock: whoever changed that one would change
 * what a test on another thread starts just then. Immutable once it is made.
 */
final class OwnDriver extends Driver {

    private final Path place;

    OwnDriver(Path place, Map<String, String> variables) {
        this.place = place;
        env.putAll(variables);
    }

    @Override
    public Path driverDir() {
        return place;
    }

    /** It is installed already. */
    @Override
    protected void initialize(Boolean installBrowsers) {}

    /** Returns the JVM's driver, if there is one; nothing where this Playwright does not tell. */
    static Optional<Driver> ofJvm() throws ReflectiveOperationException {
        return Optional.ofNullable((Driver) place().get(null));
    }

    /**
     * Does something while this is the JVM's driver. The caller holds Playwright's lock, so nobody else gets it.
     *
     * @throws ReflectiveOperationException when it cannot be put there; then nothing was done
     */
    <T> T during(Supplier<T> work) throws ReflectiveOperationException {
        Field field = place();
        Object before = field.get(null);
        field.set(null, this);
        try {
            return work.get();
        } finally {
            putBack(field, before);
        }
    }

    private static void putBack(Field field, @Nullable Object before) {
        try {
            field.set(null, before);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("It could be set a moment ago.", e);
        }
    }

    private static Field place() throws ReflectiveOperationException {
        Field field = Driver.class.getDeclaredField("instance");
        field.setAccessible(true);
        return field;
    }
}
