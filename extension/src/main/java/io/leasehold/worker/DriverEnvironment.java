package io.leasehold.worker;

import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.impl.driver.Driver;
import java.lang.reflect.Field;
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
    // Playwright's own lock: nobody else may make a driver between the change and its undoing.
    @SuppressWarnings("LockOnNonEnclosingClassLiteral")
    public static Playwright create(Map<String, String> variables) {
        synchronized (Driver.class) {
            Map<String, String> kept = keptVariables(Driver.ensureDriverInstalled(Map.of(), false));
            Map<String, String> before = Map.copyOf(kept);
            kept.putAll(variables);
            try {
                return Playwright.create(new Playwright.CreateOptions().setEnv(variables));
            } finally {
                kept.clear();
                kept.putAll(before);
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

    @SuppressWarnings("unchecked")
    private static Map<String, String> keptVariables(Driver driver) {
        try {
            Field field = Driver.class.getDeclaredField("env");
            field.setAccessible(true);
            return (Map<String, String>) field.get(driver);
        } catch (ReflectiveOperationException | ClassCastException e) {
            // Another Playwright inside: the first environment of the JVM counts, as Playwright has it.
            return new HashMap<>();
        }
    }
}
