package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leasehold.ProfileId;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Claim;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.ProfileState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One at a time inspects a profile, and one that was cut off leaves nothing in the dark.
 *
 * <p>Requirement: P7, P8.
 */
abstract class InspectionContract {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ProcessMark PROBE = new ProcessMark("boot", "1", 4711, "99");

    private final LeaseHolder ended = Requests.gone("i");
    private final LeaseHolder here = Requests.here("j");
    private JdbcRegistry registry;

    abstract TestStore store();

    @BeforeEach
    void leaveALease() {
        registry = store().open();
        var key = Requests.acquired(registry, Requests.of(SHOP.value(), Requests.gone("a"), Requests.LONG));
        registry.noteBrowser(key, new BrowserMark("folder-of-a", List.of()));
        registry.expire(key, "Its process has ended.");
    }

    @AfterEach
    void close() {
        assertThat(LogChecker.violations(registry)).isEmpty();
        registry.close();
    }

    private Claim claimed(LeaseHolder inspector) {
        return registry.claim(SHOP, inspector, HOUR, Requests.NOBODY_GONE).orElseThrow();
    }

    private BrowserMark browser() {
        return registry.find(SHOP).orElseThrow().lease().orElseThrow().browser();
    }

    @Test
    void aClaimLapsesWithItsProcess() {
        Claim cutOff = claimed(ended);
        Claim next = registry.claim(SHOP, here, HOUR, ended.process()::equals).orElseThrow();

        assertThat(next.id()).isNotEqualTo(cutOff.id());
        assertThat(registry.settle(cutOff, Finding.clear("Late."))).isFalse();
        assertThat(registry.events(SHOP, 1))
                .extracting(LeaseEvent::type, LeaseEvent::reason)
                .containsExactly(tuple(EventType.INSPECTION_BEGUN, "The process of the inspection before has ended."));
        assertThat(registry.settle(next, Finding.refer("Nobody knows."))).isTrue();
        assertThat(registry.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
    }

    @Test
    void aClaimStaysWhileItsProcessMayRun() {
        claimed(here);
        List<ProcessMark> asked = new ArrayList<>();
        Optional<Claim> second = registry.claim(SHOP, ended, HOUR, process -> {
            asked.add(process);
            return false;
        });

        assertThat(second).isEmpty();
        assertThat(asked).containsExactly(here.process());
    }

    @Test
    void aSettledInspectionNamesNoProcess() {
        registry.settle(claimed(ended), Finding.blocked("Its browser is alive."));
        Optional<Claim> next = registry.claim(SHOP, here, HOUR, process -> {
            throw new AssertionError("Nobody inspects, and " + process + " was asked for.");
        });

        assertThat(next).isPresent();
    }

    @Test
    void theBrowserOfAProbeIsLookedForAsTheHoldersOwn() {
        BrowserMark probe = new BrowserMark("folder-of-i", List.of(PROBE));

        assertThat(registry.noteProbe(claimed(ended), probe)).isTrue();

        assertThat(registry.claim(SHOP, here, HOUR, ended.process()::equals)
                        .orElseThrow()
                        .lease()
                        .browser())
                .isEqualTo(probe);
    }

    @Test
    void theProcessesOfAProbesBrowserAreWrittenDown() {
        long pid = ProcessHandle.current().pid();
        List<BrowserMark> during = new ArrayList<>();

        new Inspector(registry, Requests.processes(), here, true).inspect(SHOP, (lease, browser) -> {
            browser.found("folder-of-j", List.of(pid));
            during.add(browser());
            return Finding.clear("All is gone.");
        });

        assertThat(during)
                .containsExactly(new BrowserMark(
                        "folder-of-j", List.of(Requests.processes().self())));
    }

    @Test
    void whoseClaimIsAnothersOpensNoBrowser() {
        Claim cutOff = claimed(ended);
        Claim next = registry.claim(SHOP, here, HOUR, ended.process()::equals).orElseThrow();

        assertThat(registry.noteProbe(cutOff, new BrowserMark("folder-of-i", List.of(PROBE))))
                .isFalse();
        registry.settle(next, Finding.clear("All is gone."));
        assertThat(registry.noteProbe(next, new BrowserMark("folder-of-j", List.of())))
                .isFalse();
        assertThat(browser()).isEqualTo(new BrowserMark("folder-of-a", List.of()));
    }
}
