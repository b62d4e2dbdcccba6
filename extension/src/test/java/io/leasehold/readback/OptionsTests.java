package io.leasehold.readback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.Page;
import io.leasehold.ConfigurationException;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.readback.fixture.StoreSite;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** What a test may say of a change, and what a failed verdict says. Requirement: R2, R3, R4, D3. */
@Tag("browser")
@Tag("direct")
final class OptionsTests {

    private static final int TESTS = 21;

    private final StoreSite site = StoreSite.start();

    @BeforeEach
    void use() {
        Stores.use(site);
    }

    @AfterEach
    void stop() {
        Stores.use(null);
        site.close();
    }

    @Test
    void optionsDoWhatTheySay(@TempDir Path folder) {
        SuiteRun.Outcome outcome = SuiteRun.of(folder, OptionsTestCase.class)
                .profilesAt(site.site(), "shop", "buyer")
                .with("leasehold.readback.settle", "PT3S")
                .run();

        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(TESTS);
    }

    static final class KeepsItsPageTestCase {
        static final AtomicReference<@Nullable Page> KEPT = new AtomicReference<>();

        @Test
        void keeps(@LeasedPage(profile = "shop") Page page) {
            KEPT.set(page);
        }
    }

    @Test
    void aPageWhoseLeaseIsOverIsToldSo(@TempDir Path folder) {
        SuiteRun.of(folder, KeepsItsPageTestCase.class)
                .profilesAt(site.site(), "shop")
                .run();
        Page kept = java.util.Objects.requireNonNull(KeepsItsPageTestCase.KEPT.getAndSet(null));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ReadbackAssertions.assertThatMutation(kept, "rename", () -> {}))
                .withMessage("assertThatMutation was given a page that is not leased, or whose lease is over: mutation"
                        + " 'rename' was not made. Pass the page of a @LeasedPage parameter, a popup of it, or the"
                        + " PageLease itself.");
    }
}
