package io.leasehold.worker;

import com.microsoft.playwright.impl.driver.Driver;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A driver with an environment of its own, at the place of the JVM's. Playwright keeps one driver for the JVM, with the
 * environment of whoever asked first, and starts processes from it without a lock: whoever changed that one would change
 * what a test on another thread starts just then. Immutable once it is made.
 */
final class OwnDriver extends Driver {

    private final Path place;

    private OwnDriver(Path place, Map<String, String> variables) {
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
     * Puts a driver with further variables in the place of the JVM's. The caller holds Playwright's lock until it has put
     * that one back, so nobody else gets it.
     *
     * @return what puts the JVM's back; nothing where this Playwright has no such place
     */
    static Optional<Runnable> inPlaceOf(Driver jvms, Map<String, String> variables) {
        try {
            // With what Playwright itself gives its driver, such as the place of another Node.
            Map<String, String> all = new HashMap<>(jvms.createProcessBuilder().environment());
            all.putAll(variables);
            Field field = place();
            field.set(null, new OwnDriver(jvms.driverDir(), all));
            return Optional.of(() -> putBack(field, jvms));
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static void putBack(Field field, Driver jvms) {
        try {
            field.set(null, jvms);
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
