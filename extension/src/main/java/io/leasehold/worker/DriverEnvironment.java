package io.leasehold.worker;

import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.impl.driver.Driver;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Starts drivers in an environment of their own. Playwright keeps one driver for the JVM, with the environment of
 * whoever asked first, and ignores what is asked for later: the next run would write into a folder that is gone.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class DriverEnvironment {

    private DriverEnvironment() {}

    /** Creates a Playwright whose driver has the variables; those that come later do not inherit them. */
    public static Playwright create(Map<String, String> variables) {
        return create(variables, Optional.empty());
    }

    /**
     * Creates a Playwright whose driver has the variables; those that come later do not inherit them.
     *
     * @param drivers the folder where the driver is kept unpacked between runs; it counts for the JVM's first
     */
    // Playwright's own lock: whoever asks for the JVM's driver meanwhile waits for it.
    @SuppressWarnings("LockOnNonEnclosingClassLiteral")
    public static Playwright create(Map<String, String> variables, Optional<Path> drivers) {
        synchronized (Driver.class) {
            Driver driver = KeptDriver.installed(drivers);
            Map<String, String> all = new HashMap<>(KeptDriver.variables(driver));
            all.putAll(variables);
            // Another Playwright inside: the first environment of the JVM counts, as Playwright has it.
            Runnable putBack = OwnDriver.inPlaceOf(driver, all).orElse(() -> {});
            try {
                return Playwright.create(new Playwright.CreateOptions().setEnv(all));
            } finally {
                putBack.run();
            }
        }
    }

    /** Returns the process of a driver, where this Playwright tells. */
    public static Optional<ProcessHandle> processOf(Playwright playwright) {
        try {
            Field field = playwright.getClass().getDeclaredField("driverProcess");
            field.setAccessible(true);
            return Optional.of(((Process) field.get(playwright)).toHandle());
        } catch (ReflectiveOperationException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
