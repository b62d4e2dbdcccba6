package io.leasehold.readback;

import static io.leasehold.readback.ReadbackAssertions.assertThatMutation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.page.fixture.SummaryLine;
import io.leasehold.readback.ReadbackFailure.Reason;
import io.leasehold.readback.fixture.StoreSite;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Each strength against drafts, echoes and caches, over both ways of connecting. Requirement: R1, R2. */
@Tag("browser")
final class StrengthTests {

    private static final int TESTS = 12;

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

    @ParameterizedTest
    @ValueSource(strings = {"direct", "public"})
    void strengthsKeepWhatTheyPromise(String way, @TempDir Path folder) {
        try (SummaryLine line = SummaryLine.listen()) {
            SuiteRun.Outcome outcome = SuiteRun.of(folder, StrengthTestCase.class)
                    .profilesAt(site.site(), "shop", "buyer")
                    .with("leasehold.worker", way)
                    .run();

            assertThat(outcome.failures()).isEmpty();
            assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(TESTS);
            assertThat(line.text()).contains(" 0 tabs left open by tests, 0 violations, ");
        }
    }

    static final class SignedOutTestCase {
        @Test
        void seesNothing(@LeasedPage(profile = "shop") Page page) {
            Stores.open(page, "signout");
            MutationAssert mutation = assertThatMutation(page, "rename", () -> Stores.save(page));

            assertThatExceptionOfType(ReadbackAssertionError.class)
                    .isThrownBy(() -> mutation.isConfirmedAfterReload(fresh -> {}))
                    .withMessageStartingWith(
                            "Mutation 'rename' is not confirmed after reload: nobody is signed in any more.")
                    .extracting(error -> error.failure().reason())
                    .isEqualTo(Reason.SIGNED_OUT);
        }
    }

    @Test
    void whoIsSignedOutSeesNothing(@TempDir Path folder) {
        SuiteRun.Outcome outcome = SuiteRun.of(folder, SignedOutTestCase.class)
                .profilesAt(site.site(), "shop")
                .run();

        assertThat(outcome.failures()).isEmpty();
    }
}
