package io.leasehold.bench;

import com.microsoft.playwright.Page;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * What the figures were taken on.
 *
 * @param processors how many the JVM may use
 * @param memoryMebibytes of the machine
 * @param system the operating system
 * @param java the JVM
 * @param browser the browser's version
 * @param playwright the client's version
 * @param junit the version of JUnit Jupiter
 * @param commit what was measured, where it is known
 */
record Machine(
        int processors,
        long memoryMebibytes,
        String system,
        String java,
        String browser,
        String playwright,
        String junit,
        String commit) {
    private static final String UNKNOWN = "unknown";

    static Machine here(String browser) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() >> 20,
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                browser,
                playwrightVersion(),
                Optional.ofNullable(Test.class.getPackage().getImplementationVersion())
                        .orElse(UNKNOWN),
                commitHere());
    }

    private static String playwrightVersion() {
        String resource = "/META-INF/maven/com.microsoft.playwright/playwright/pom.properties";
        try (InputStream in = Page.class.getResourceAsStream(resource)) {
            if (in == null) {
                return UNKNOWN;
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String commitHere() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return said.isEmpty() ? UNKNOWN : said;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    String describe() {
        return processors + " processors, " + memoryMebibytes + " MiB, " + system + ", " + java + ", Chromium "
                + browser + ", Playwright " + playwright + ", JUnit " + junit + ", commit " + commit;
    }
}
