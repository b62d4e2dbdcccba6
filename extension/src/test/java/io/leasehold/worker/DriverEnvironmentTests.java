package io.leasehold.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.impl.driver.Driver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Drivers of a run beside those that tests start themselves. Requirement: L13. */
@Tag("browser")
final class DriverEnvironmentTests {

    private static final Map<String, String> OURS = Map.of("LEASEHOLD_TEST_OF_DRIVERS", "ours");

    /** The variables of the JVM's driver, as what starts a process from it on another thread goes through them. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> variablesOfTheJvms() throws ReflectiveOperationException {
        var field = Driver.class.getDeclaredField("env");
        field.setAccessible(true);
        return (Map<String, String>) field.get(Driver.ensureDriverInstalled(Map.of(), false));
    }

    @Test
    void whatATestStartsMeanwhileIsNotTouched() throws ReflectiveOperationException {
        Driver before = Driver.ensureDriverInstalled(Map.of(), false);
        Iterator<?> read = variablesOfTheJvms().entrySet().iterator();
        read.next();

        DriverEnvironment.create(OURS).close();

        assertThat(read.next()).as("nobody changed what is being read").isNotNull();
        assertThat(Driver.ensureDriverInstalled(Map.of(), false)).isSameAs(before);
        assertThat(before.createProcessBuilder().environment()).doesNotContainKeys("LEASEHOLD_TEST_OF_DRIVERS");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the environment of a process is read from its files")
    void whatPlaywrightGivesItsDriverIsPassedOn() throws Exception {
        Map<String, String> theirs = variablesOfTheJvms();
        theirs.put("PLAYWRIGHT_TEST_OF_DRIVERS", "theirs");
        try (Playwright ours = DriverEnvironment.create(OURS)) {
            assertThat(environment(ours))
                    .contains("LEASEHOLD_TEST_OF_DRIVERS=ours", "PLAYWRIGHT_TEST_OF_DRIVERS=theirs");
        } finally {
            theirs.remove("PLAYWRIGHT_TEST_OF_DRIVERS");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the environment of a process is read from its files")
    void theVariablesAreThoseOfItsOwnProcessAlone() throws Exception {
        try (Playwright ours = DriverEnvironment.create(OURS);
                Playwright theirs = Playwright.create()) {
            assertThat(environment(ours)).contains("LEASEHOLD_TEST_OF_DRIVERS=ours");
            assertThat(environment(theirs)).isNotEmpty().doesNotContain("LEASEHOLD_TEST_OF_DRIVERS=ours");
        }
    }

    private static List<String> environment(Playwright playwright) throws Exception {
        ProcessHandle process = DriverEnvironment.processOf(playwright).orElseThrow();
        return List.of(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "environ"))
                .split("\0"));
    }
}
