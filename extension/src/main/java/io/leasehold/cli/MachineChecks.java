package io.leasehold.cli;

import io.leasehold.ConfigurationException;
import io.leasehold.browser.BrowserLocator;
import io.leasehold.browser.LocatedBrowser;
import io.leasehold.worker.WorkerWay;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the doctor looks at on any machine: Java, Playwright, browsers. */
final class MachineChecks {

    private static final String PLAYWRIGHT = "META-INF/maven/com.microsoft.playwright/playwright/pom.properties";

    private MachineChecks() {}

    static List<Check> all() {
        return List.of(java(), playwright(), browser());
    }

    private static Check java() {
        return Check.ok(
                "java",
                "Java " + Runtime.version() + " of " + System.getProperty("java.vendor", "an unknown vendor") + " on "
                        + System.getProperty("os.name", "an unknown system") + ".");
    }

    private static Check playwright() {
        String version = "Playwright " + playwrightVersion();
        try {
            WorkerWay.choose(WorkerWay.Choice.PUBLIC);
        } catch (ConfigurationException e) {
            return Check.fail("playwright", version + ": " + e.getMessage(), "Use Playwright 1.59 or newer.");
        }
        try {
            WorkerWay.choose(WorkerWay.Choice.DIRECT);
            return Check.ok("playwright", version + "; a test that closes what others use is refused.");
        } catch (ConfigurationException e) {
            return Check.warn(
                    "playwright",
                    version + "; a test that closes what others use is noticed and healed, not refused.",
                    "Use Playwright 1.59 to 1.62.");
        }
    }

    private static String playwrightVersion() {
        Properties properties = new Properties();
        try (@Nullable InputStream stream = WorkerWay.class.getClassLoader().getResourceAsStream(PLAYWRIGHT)) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException e) {
            // It is only shown.
        }
        return properties.getProperty("version", "of an unknown version");
    }

    private static Check browser() {
        BrowserLocator locator = BrowserLocator.here();
        Optional<LocatedBrowser> headless = locator.find(true);
        if (headless.isEmpty()) {
            return Check.fail(
                    "browser",
                    "No browser that starts was found.",
                    "Install one: " + String.join("  or  ", locator.installLines(true)));
        }
        String found = "Headless runs start " + headless.get().executable();
        return locator.find(false)
                .map(headed -> Check.ok("browser", found + ", headed ones " + headed.executable() + "."))
                .orElseGet(() -> Check.warn(
                        "browser",
                        found + "; there is none with windows, which 'leasehold login' needs.",
                        "Install one: " + String.join("  or  ", locator.installLines(false))));
    }
}
