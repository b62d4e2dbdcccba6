package io.leasehold.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ConfigurationException;
import io.leasehold.worker.WorkerWay.Choice;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inside of real Playwright releases, each in a class loader of its own. Requirement: L5. */
class SupportedPlaywrightTests {

    private static final Path VERSIONS = Path.of("target/playwright-versions");

    @ParameterizedTest
    @ValueSource(strings = {"1.59.0", "1.60.0", "1.61.0"})
    void knowsTheInsideOfEverySupportedRelease(String version) throws IOException {
        try (Release release = new Release(VERSIONS.resolve("playwright-" + version + ".jar"))) {
            assertThatCode(() -> PlaywrightInternals.inspect(release)).doesNotThrowAnyException();
        }
    }

    @Test
    void knowsTheInsideOfTheReleaseInUse() {
        assertThat(WorkerWay.choose(Choice.DIRECT).refusesCalls()).isTrue();
    }

    @Test
    void refusesAPlaywrightThatCannotShareALiveContext() throws IOException {
        try (Release tooOld = new Release(VERSIONS.resolve("playwright-1.58.0.jar"))) {
            assertThatThrownBy(() -> WorkerWay.choose(Choice.AUTO, tooOld))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("This Playwright is too old: it cannot share a live browser context, for it has no"
                            + " Browser.bind. Use com.microsoft.playwright:playwright 1.59 or newer.");
        }
    }

    @Test
    void fallsBackToThePublicWayWhenTheInsideIsNotAsExpected() throws IOException {
        try (Release changed = new Release(VERSIONS.resolve("playwright-1.61.0.jar"), "ListenerCollection")) {
            assertThat(WorkerWay.choose(Choice.AUTO, changed).refusesCalls()).isFalse();
        }
    }

    @Test
    void saysWhatToDoWhenTheDirectWayIsAskedForAndTheInsideIsNotAsExpected() throws IOException {
        try (Release changed = new Release(VERSIONS.resolve("playwright-1.61.0.jar"), "ListenerCollection")) {
            assertThatThrownBy(() -> WorkerWay.choose(Choice.DIRECT, changed))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("The inside of this Playwright is not as Leasehold expects it (NoClassDefFoundError:"
                            + " com/microsoft/playwright/impl/ListenerCollection). Use Playwright 1.59 to 1.62, or set"
                            + " leasehold.worker=public.");
        }
    }

    /** Gives the classes of one release, less those that a changed one has not; all else is as on the class path. */
    private static final class Release extends URLClassLoader {

        private final String lacks;

        Release(Path jar) throws IOException {
            this(jar, "");
        }

        Release(Path jar, String lacks) throws IOException {
            super(new URL[] {jar.toUri().toURL()}, SupportedPlaywrightTests.class.getClassLoader());
            assertThat(Files.exists(jar)).as("%s was copied by the build", jar).isTrue();
            this.lacks = lacks;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("com.microsoft.playwright.")) {
                return super.loadClass(name, resolve);
            }
            if (!lacks.isEmpty() && name.endsWith("." + lacks)) {
                throw new ClassNotFoundException(name);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
