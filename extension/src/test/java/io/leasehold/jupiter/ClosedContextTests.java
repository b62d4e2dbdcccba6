package io.leasehold.jupiter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.page.fixture.SummaryLine;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult.Status;

/** In the public way nothing is refused, so a closed context is noticed, explained and healed. Requirement: L5, D2. */
@Tag("browser")
@Tag("direct") // Forces the public way itself, so once is enough.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClosedContextTests {

    private static final Notes NOTES = new Notes();
    private static final CyclicBarrier TWO = new CyclicBarrier(2);

    private final LoginSite site = LoginSite.start();
    private SuiteRun.Outcome outcome;
    private String summary = "";

    @BeforeAll
    void runAll(@TempDir Path folder) {
        NOTES.clear();
        try (SummaryLine line = SummaryLine.listen()) {
            outcome = SuiteRun.of(folder, SiblingsTestCase.class, LaterTestCase.class)
                    .profilesAt(site, "admin")
                    .concurrently(2)
                    .with("leasehold.worker", "public")
                    .run();
            summary = line.text();
        }
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @Execution(ExecutionMode.CONCURRENT)
    static final class SiblingsTestCase {
        @Test
        void closer(@LeasedPage(profile = "admin") PageLease lease) throws Exception {
            lease.page().navigate("/");
            NOTES.add("closer", lease.id().value());
            TWO.await(30, TimeUnit.SECONDS);
            try {
                lease.page().context().close();
            } finally {
                TWO.await(30, TimeUnit.SECONDS);
            }
        }

        @Test
        void sibling(@LeasedPage(profile = "admin") Page page) throws Exception {
            page.navigate("/");
            TWO.await(30, TimeUnit.SECONDS);
            TWO.await(30, TimeUnit.SECONDS);
            page.reload();
            assertThat(page.locator("#account")).hasText("admin");
        }
    }

    @Isolated
    @TestMethodOrder(MethodOrderer.MethodName.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static final class LaterTestCase {
        @Test
        void later(@LeasedPage(profile = "admin") Page page) {
            page.navigate("/");
            assertThat(page.locator("#account")).hasText("admin");
        }
    }

    @Test
    void aSiblingsFailureNamesWhoClosedItsContextAndWhen() {
        Throwable failure = outcome.failureOf("sibling(");

        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0])
                .isInstanceOf(LeaseLostException.class)
                .hasMessageMatching(
                        "The shared context of profile 'admin' ended at \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z: it was"
                                + " closed by lease=" + NOTES.of("closer").get(0)
                                + " profile=admin test=SiblingsTestCase\\.closer\\. Later leases get a new context\\."
                                + " \\[lease=[0-9a-f]+ profile=admin test=SiblingsTestCase\\.sibling]");
    }

    @Test
    void theSummaryCountsWhoDidIt() {
        assertThat(summary).contains(" 1 violations,");
    }

    @Test
    void laterLeasesGetANewContextWithoutANewLogin() {
        assertThat(outcome.ended().stream()
                        .filter(one -> one.name().equals("later(Page)"))
                        .map(one -> one.result().getStatus())
                        .toList())
                .isEqualTo(List.of(Status.SUCCESSFUL));
        assertThat(site.logins()).isEqualTo(1);
    }
}
