package io.leasehold.readback;

import static io.leasehold.readback.ReadbackAssertions.assertThatMutation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.playwright.Page;
import io.leasehold.LeakException;
import io.leasehold.LeasedPage;
import io.leasehold.Mutation;
import io.leasehold.PageLease;
import io.leasehold.ProfileId;
import io.leasehold.UnconfirmedMutationException;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.page.fixture.SummaryLine;
import io.leasehold.readback.fixture.StoreSite;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.jdbc.Registries;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** What becomes of changes that nobody confirmed. Requirement: R5, P8, D4. */
@Tag("browser")
@Tag("direct")
final class UnconfirmedTests {

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

    private SuiteRun run(Path folder, Class<?> testCase) {
        return SuiteRun.of(folder, testCase).profilesAt(site.site(), "shop").with("leasehold.readback.settle", "PT1S");
    }

    static final class ChangesTestCase {
        @Test
        void confirmsByItself(@LeasedPage(profile = "shop") PageLease lease) {
            Mutation mutation = lease.mutation("by itself", () -> {});
            assertThat(mutation.isConfirmed()).isFalse();
            mutation.confirm();
            assertThat(mutation.isConfirmed()).isTrue();
        }

        @Test
        void isReadBack(@LeasedPage(profile = "shop") PageLease lease) {
            Stores.open(lease.page(), "ok");
            assertThatMutation(lease, "read back", () -> Stores.save(lease.page()))
                    .isConfirmed(Stores.NEW, Stores::name);
        }

        @Test
        void looksNoFurther(@LeasedPage(profile = "shop") PageLease lease) {
            lease.mutation("left alone", () -> {});
            Stores.open(lease.page(), "ok");
            assertThatMutation(lease, "no verdict", () -> Stores.save(lease.page()));
        }

        @Test
        void wasTold(@LeasedPage(profile = "shop") PageLease lease) {
            Stores.open(lease.page(), "dropped");
            MutationAssert mutation = assertThatMutation(lease, "dropped", () -> Stores.save(lease.page()));
            assertThat(catchThrowable(() -> mutation.isConfirmed(Stores.NEW, Stores::name)))
                    .isInstanceOf(ReadbackAssertionError.class);
        }
    }

    @Test
    void byDefaultTheyAreNamedAndCounted(@TempDir Path folder) {
        try (SummaryLine line = SummaryLine.listen()) {
            SuiteRun.Outcome outcome = run(folder, ChangesTestCase.class).run();

            assertThat(outcome.failures()).isEmpty();
            assertThat(line.text()).contains(" 3 unconfirmed mutations. Evidence: ");
            assertThat(line.lines())
                    .filteredOn(text -> text.contains("never confirmed"))
                    .singleElement()
                    .asString()
                    .startsWith("2 mutations were made and never confirmed: 'left alone', 'no verdict'. Make the change"
                            + " with assertThatMutation(…), or call confirm() on what mutation(…) returns once the test"
                            + " has seen that the server kept it. [lease=");
        }
        List<LeaseEvent> events = events(folder);
        assertThat(events)
                .filteredOn(event -> event.type() == EventType.MUTATION_ENDED)
                .extracting(LeaseEvent::reason)
                .contains("confirmed after reload", "done", "done, and nobody looked", "not confirmed after reload");
        assertThat(events)
                .filteredOn(event -> event.type() == EventType.LEASE_RELEASED_CLEANLY)
                .singleElement()
                .satisfies(event -> assertThat(event.reason())
                        .startsWith("The run ended. Mutations that no test confirmed: ")
                        .contains("'left alone'", "'no verdict'", "'dropped'"));
    }

    @Test
    void strictlyTheTestFails(@TempDir Path folder) {
        SuiteRun.Outcome outcome = run(folder, ChangesTestCase.class)
                .with("leasehold.unconfirmedMutations", "fail")
                .run();

        assertThat(outcome.tests(Status.FAILED)).isEqualTo(1);
        assertThat(outcome.failureOf("looksNoFurther("))
                .hasStackTraceContaining(UnconfirmedMutationException.class.getName()
                        + ": 2 mutations were made and never confirmed: 'left alone', 'no verdict'.");
    }

    static final class LeavesBothTestCase {
        @Test
        void leaves(@LeasedPage(profile = "shop", startAt = "/") PageLease lease) {
            Page page = lease.page();
            page.waitForPopup(() -> page.evaluate("() => void open('about:blank')"));
            lease.mutation("left alone", () -> {});
        }
    }

    @Test
    void strictlyAbandonedTabsAndChangesAreBothNamed(@TempDir Path folder) {
        SuiteRun.Outcome outcome = run(folder, LeavesBothTestCase.class)
                .with("leasehold.unconfirmedMutations", "fail")
                .with("leasehold.leaks", "fail")
                .run();

        assertThat(outcome.tests(Status.FAILED)).isEqualTo(1);
        assertThat(outcome.failureOf("leaves("))
                .hasStackTraceContaining(LeakException.class.getName() + ": The test left 1 tab open")
                .hasStackTraceContaining(UnconfirmedMutationException.class.getName()
                        + ": A mutation was made and never confirmed: 'left alone'.");
    }

    static final class NeverAnsweredTestCase {
        @Test
        void waits(@LeasedPage(profile = "shop") PageLease lease) {
            Stores.open(lease.page(), "silent");
            MutationAssert mutation = assertThatMutation(lease, "rename", () -> Stores.save(lease.page()));
            Throwable thrown = catchThrowable(() -> mutation.isConfirmed(Stores.NEW, Stores::name));

            assertThat(thrown)
                    .isInstanceOf(ReadbackAssertionError.class)
                    .hasMessageContaining("a write was not answered within 1.")
                    .hasMessageContaining(" -> no answer");
        }
    }

    @Test
    void aWriteThatNobodyAnsweredIsInDoubtAndQuarantines(@TempDir Path folder) {
        SuiteRun.Outcome outcome = run(folder, NeverAnsweredTestCase.class).run();

        assertThat(outcome.failures()).isEmpty();
        try (ProfileRegistry registry = registry(folder)) {
            assertThat(registry.find(new ProfileId("shop")).orElseThrow().state())
                    .isEqualTo(ProfileState.QUARANTINED);
        }
        assertThat(events(folder))
                .filteredOn(event -> event.type() == EventType.PROFILE_QUARANTINED)
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).startsWith("Mutation 'rename' was in flight."));
    }

    private static ProfileRegistry registry(Path folder) {
        return Registries.file(folder.resolve("home/registry.db"), new MachineClock(Clock.systemUTC()));
    }

    private static List<LeaseEvent> events(Path folder) {
        try (ProfileRegistry registry = registry(folder)) {
            return registry.events(new ProfileId("shop"), 200);
        }
    }
}
