package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeasedPage;
import io.leasehold.ProfileId;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SmallDisk;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.profile.Secret;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** The disk that evidence goes to has no room. Requirement: C7, P8. */
@Tag("browser")
final class FullDiskTests {

    private static final AtomicReference<@Nullable SmallDisk> DISK = new AtomicReference<>();

    @TempDir
    private Path folder;

    private final LoginSite site = LoginSite.start();

    @AfterEach
    void stop() {
        site.close();
    }

    static final class FillingTestCase {
        @Test
        void fillsTheDiskAndFails(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            SmallDisk disk = DISK.get();
            assertThat(disk).isNotNull();
            disk.fill();
            assertThat(page.title()).as("the test's own").isEqualTo("another");
        }
    }

    static final class VisitingTestCase {
        @Test
        void visits(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.url()).startsWith("http");
        }
    }

    private SuiteRun.Outcome run(SmallDisk disk, Class<?> tests) {
        DISK.set(disk);
        try {
            return SuiteRun.of(folder, tests)
                    .profilesAt(site, "shop")
                    .with("leasehold.evidence", disk.path().resolve("evidence").toString())
                    .run();
        } finally {
            DISK.set(null);
        }
    }

    private Optional<ProfileStatus> status() {
        RegistryPlace place = new RegistryPlace(folder.resolve("home/registry.db"), Secret.of(""), "", Secret.of(""));
        try (ProfileRegistry registry = place.open(new MachineClock(Clock.systemUTC()))) {
            return registry.find(new ProfileId("shop"));
        }
    }

    @Test
    void aDiskThatFillsUpInMidRunLosesNoEnding() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 2)) {
            SuiteRun.Outcome outcome = run(disk, FillingTestCase.class);

            assertThat(outcome.tests(Status.FAILED)).isEqualTo(1);
            assertThat(outcome.failures()).singleElement().satisfies(failure -> assertThat(failure)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the test's own"));
            assertThat(status()).hasValueSatisfying(status -> {
                assertThat(status.state().code()).isEqualTo("review_required");
                assertThat(status.reason()).contains("evidence=failed(");
            });
        }
    }

    @Test
    void aDiskThatIsFullBeforeTheStartIsSaidBeforeAnythingIsReserved() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1)) {
            Files.createDirectory(disk.path().resolve("evidence"));
            disk.fill();

            SuiteRun.Outcome outcome = run(disk, VisitingTestCase.class);

            assertThat(outcome.failureOf("visits("))
                    .cause()
                    .isInstanceOf(CheckoutDeniedException.class)
                    .hasMessageContaining(disk.path().toString())
                    .hasMessageContaining("could not be written");
            assertThat(site.logins()).isZero();
            assertThat(status().map(ProfileStatus::state)
                            .filter(state -> !state.code().equals("available")))
                    .isEmpty();
        }
    }
}
