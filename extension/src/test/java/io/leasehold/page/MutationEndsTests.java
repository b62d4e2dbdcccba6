package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.TimeoutError;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.ProfileId;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.TimelineFile;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.jdbc.Registries;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down of a change whose action throws. Requirement: P8. */
@Tag("browser")
final class MutationEndsTests {

    static final class FailsTestCase {
        @Test
        void fails(@LeasedPage(profile = "shop") PageLease lease) {
            IllegalStateException failure = new IllegalStateException("the name is taken");
            assertThatThrownBy(() -> lease.mutation("rename", () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }
    }

    static final class IsCutOffTestCase {
        @Test
        void isCutOff(@LeasedPage(profile = "shop") PageLease lease) {
            assertThatThrownBy(() -> lease.mutation("rename", () -> {
                        throw new TimeoutError("Timeout 1000ms exceeded.\nperforming click action");
                    }))
                    .isInstanceOf(TimeoutError.class);
        }
    }

    private record Written(ProfileState state, List<String> ends, List<String> told) {}

    private static Written run(Path folder, Class<?> testCase) {
        SuiteRun.Outcome outcome;
        try (LoginSite site = LoginSite.start()) {
            outcome = SuiteRun.of(folder, testCase).profilesAt(site, "shop").run();
        }
        assertThat(outcome.failures()).isEmpty();
        List<JsonNode> rows = TimelineFile.rows(TimelineFile.in(outcome.evidence()));
        ProfileId shop = new ProfileId("shop");
        try (ProfileRegistry registry =
                Registries.file(folder.resolve("home/registry.db"), new MachineClock(Clock.systemUTC()))) {
            return new Written(
                    registry.find(shop).orElseThrow().state(),
                    registry.events(shop, 100).stream()
                            .filter(event -> event.type() == EventType.MUTATION_ENDED)
                            .map(LeaseEvent::reason)
                            .toList(),
                    TimelineFile.of(rows, "mutation_ended").stream()
                            .map(row -> row.path("details").path("result").asText())
                            .toList());
        }
    }

    @Test
    void aFailureThatTellsTheOutcomeEndsTheChange(@TempDir Path folder) {
        assertThat(run(folder, FailsTestCase.class))
                .isEqualTo(new Written(
                        ProfileState.AVAILABLE,
                        List.of("failed with IllegalStateException"),
                        List.of("failed with IllegalStateException")));
    }

    @Test
    void aFailureThatLeavesItOpenWritesNoEndAndQuarantines(@TempDir Path folder) {
        assertThat(run(folder, IsCutOffTestCase.class))
                .isEqualTo(new Written(ProfileState.QUARANTINED, List.of(), List.of("in doubt")));
    }
}
