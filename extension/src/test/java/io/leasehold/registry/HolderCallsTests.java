package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseLostException;
import io.leasehold.RegistryException;
import io.leasehold.suite.LogRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a holder tells the registry, and what it does with the answers.
 *
 * <p>Requirement: P3, P5, P6.
 */
final class HolderCallsTests {

    private static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(30));
    private static final Renewal RENEWED = new Renewal.Renewed(false);
    private static final Renewal TAKEN = new Renewal.Lost("taken");
    private static final Renewal INSPECTED = new Renewal.Lost("An inspection looks at it.", false);

    private final AtomicLong machine = new AtomicLong(1_000_000);
    private final Stopwatch clock = new Stopwatch(() -> machine.get() * 1_000_000, machine::get);
    private final ScriptedRegistry registry = new ScriptedRegistry();
    private HeldLease lease;

    @TempDir
    private Path folder;

    @BeforeEach
    void take() {
        HeldNotes notes = new HeldNotes(
                new EventSpool(folder, new MachineClock(Clock.systemUTC())), registry.face(), Leases.KEY, clock);
        lease = new HeldLease(
                registry.face(), new Acquisition.Acquired(Leases.KEY, machine.get() * 1_000_000), TIMING, notes, clock);
        registry.answers("addNotes", () -> true);
    }

    private void away(String method) {
        registry.answers(method, () -> {
            throw new RegistryException("Away.", null, null);
        });
    }

    @SuppressWarnings("unchecked")
    private List<String> noted() {
        return registry.asked("addNotes").isEmpty()
                ? List.of()
                : ((List<HolderNote>) registry.asked("addNotes").get(1))
                        .stream().map(HolderNote::text).toList();
    }

    @Test
    void aStepIsWrittenDownBeforeItIsDone() {
        registry.answers("renew", () -> RENEWED);

        lease.enter("launch");
        assertThat(registry.asked("renew"))
                .isEqualTo(List.of(Leases.KEY, 1L, new Progress("launch", ""), TIMING.ttl()));
        lease.enter(HeldLease.SIGN_IN);
        assertThat(registry.asked("renew"))
                .isEqualTo(List.of(Leases.KEY, 2L, new Progress("sign in", ""), TIMING.ttl()));
    }

    @Test
    void whatATestDoesIsToldBeforeTheStepOfTheRun() {
        registry.answers("renew", () -> RENEWED);
        lease.enter("launch");
        Progress export = new Progress("export", "https://shop.example/orders");

        lease.reportsFrom(() -> export);
        lease.renew();

        assertThat(registry.asked("renew").get(2)).isEqualTo(export);
        assertThat(lease.progress()).isEqualTo(export);
    }

    @Test
    void noStepIsBegunOnALeaseThatIsLost() {
        registry.answers("renew", () -> TAKEN);

        assertThatThrownBy(() -> lease.enter("launch"))
                .isInstanceOf(LeaseLostException.class)
                .hasMessage("The lease of profile 'shop-admin' was lost: taken. No page of it is handed out."
                        + " [lease=lease-1 profile=shop-admin token=7]");
    }

    @Test
    void aBrowserIsStartedWhenItsPlaceIsWrittenDownOnly() {
        BrowserMark mark = new BrowserMark("/tmp/browser", List.of());
        registry.answers("noteBrowser", () -> RENEWED);
        lease.noteBrowser(mark);
        assertThat(registry.asked("noteBrowser")).isEqualTo(List.of(Leases.KEY, mark));

        registry.answers("noteBrowser", () -> TAKEN);
        assertThatThrownBy(() -> lease.noteBrowser(mark)).isInstanceOf(LeaseLostException.class);
        assertThat(lease.lost()).contains("taken");
    }

    @Test
    void aStepWhoseAnswerComesTooLateIsNotBegun() {
        registry.answers("renew", () -> {
            throw new RegistryException("Away.", null, null);
        });
        registry.answers("noteBrowser", () -> {
            machine.addAndGet(23_000);
            return RENEWED;
        });

        assertThatThrownBy(() -> lease.noteBrowser(BrowserMark.NONE))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("could not be renewed for 23 s")
                .hasMessageContaining("the registry at the script does not answer");
    }

    @Test
    void aLateRenewalThatFailsIsTold() {
        registry.answers("renew", () -> {
            throw new RegistryException("Away.", null, null);
        });
        machine.addAndGet(23_000);
        try (LogRecords log = LogRecords.open()) {
            assertThatThrownBy(lease::requireLive).isInstanceOf(LeaseLostException.class);
            assertThat(log.texts())
                    .contains("[shop-admin lease-1] A lease that was not renewed in time cannot be renewed now: Away.");
        }
    }

    @Test
    void nothingIsDoneWhileAnInspectionLooks() {
        registry.answers("renew", () -> INSPECTED);
        lease.renew();

        assertThat(lease.isLive()).isFalse();
        assertThat(lease.lost()).isEmpty();
        assertThatThrownBy(lease::requireLive)
                .hasMessageContaining("an inspection looks at it just now. No page of it is handed out until");

        registry.answers("renew", () -> new Renewal.Renewed(true));
        lease.requireLive();
        assertThat(lease.isLive()).isTrue();
    }

    @Test
    void aMutationThatWasNotWrittenDownIsNotMade() {
        registry.answers("beginMutation", () -> INSPECTED);
        registry.answers("renew", () -> new Renewal.Renewed(true));

        assertThatThrownBy(() -> lease.beginMutation("rename", Progress.NONE))
                .isInstanceOf(LeaseLostException.class)
                .hasMessage("An inspection looks at it. [lease=lease-1 profile=shop-admin token=7]");
        assertThat(lease.isLive()).as("until the next renewal").isFalse();

        registry.answers("beginMutation", () -> RENEWED);
        assertThat(lease.beginMutation("rename", Progress.NONE)).isEqualTo(2);
    }

    @Test
    void theEndOfAMutationIsWrittenWithTheNextRenewal() {
        registry.answers("renew", () -> RENEWED);
        registry.answers("endMutation", () -> {
            throw new RegistryException("Away.", null, null);
        });
        try (LogRecords log = LogRecords.open()) {
            lease.endMutation(1, "done");
            assertThat(log.texts())
                    .contains("[shop-admin lease-1] The end of a mutation is not written down yet: Away.");
        }
        registry.answers("endMutation", () -> RENEWED);

        lease.renew();
        assertThat(registry.asked("endMutation")).isEqualTo(List.of(Leases.KEY, 1L, "done"));
        assertThat(registry.calls("endMutation")).isEqualTo(2);
        lease.renew();
        assertThat(registry.calls("endMutation")).as("it is written by now").isEqualTo(2);
    }

    @Test
    void theEndOfAMutationIsWrittenBeforeTheRelease() {
        registry.answers("endMutation", () -> {
            throw new RegistryException("Away.", null, null);
        });
        lease.endMutation(1, "done");
        registry.answers("endMutation", () -> RENEWED);
        registry.answers("release", () -> {
            assertThat(registry.calls("endMutation")).isEqualTo(2);
            return LeaseStatus.RELEASED;
        });

        assertThat(lease.release(new Ending(Ending.Kind.EXPLAINED, "Done."))).isEqualTo(LeaseStatus.RELEASED);
    }

    private void stopsAndComesBack() {
        away("renew");
        machine.addAndGet(23_000);
        assertThatThrownBy(lease::requireLive).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(lease::requireLive).isInstanceOf(LeaseLostException.class);
        registry.answers("renew", () -> RENEWED);
        lease.requireLive();
    }

    @Test
    void thatItStoppedByItselfIsSaidOnceEachTime() {
        lease.reportsFrom(() -> new Progress("export", "https://shop.example/orders"));

        stopsAndComesBack();
        assertThat(noted())
                .containsExactly("It stopped by itself, for no renewal was answered for 23 s."
                        + " Its step was 'export' at https://shop.example/orders.");
        lease.renew();
        assertThat(registry.calls("addNotes")).isEqualTo(1);

        stopsAndComesBack();
        assertThat(registry.calls("addNotes")).isEqualTo(2);
        assertThat(noted()).hasSize(1);
    }

    @Test
    void whatCannotBeKeptIsTriedAgainNowAndThen() throws IOException {
        Path blocked = Files.createFile(folder.resolve("spool"));
        away("renew");
        machine.addAndGet(23_000);
        try (LogRecords log = LogRecords.open()) {
            for (int i = 0; i < 21; i++) {
                machine.addAndGet(100);
                assertThatThrownBy(lease::renew).isInstanceOf(RegistryException.class);
            }
            assertThat(log.texts())
                    .filteredOn(text -> text.contains("cannot be kept"))
                    .as("at once, and after two seconds")
                    .hasSize(2);
        }
        Files.delete(blocked);
        machine.addAndGet(2_000);
        assertThatThrownBy(lease::renew).isInstanceOf(RegistryException.class);
        registry.answers("renew", () -> RENEWED);
        lease.renew();

        assertThat(noted()).singleElement().asString().startsWith("It stopped by itself");
    }

    @Test
    void aRenewalThatFailsInTimeIsNoNews() {
        away("renew");
        machine.addAndGet(22_000);
        assertThatThrownBy(lease::renew).isInstanceOf(RegistryException.class);
        registry.answers("renew", () -> RENEWED);
        lease.renew();

        assertThat(registry.calls("addNotes")).isZero();
    }

    @Test
    void whatCannotBeSaidYetIsSaidWithALaterRenewal() {
        away("addNotes");
        stopsAndComesBack();
        assertThat(lease.isLive()).as("it goes on all the same").isTrue();
        registry.answers("addNotes", () -> true);

        lease.renew();
        lease.renew();

        assertThat(registry.calls("addNotes")).isEqualTo(2);
    }

    @Test
    void aLeaseThatIsLostMeanwhileSaysIt() {
        away("renew");
        machine.addAndGet(23_000);
        assertThatThrownBy(lease::requireLive).isInstanceOf(LeaseLostException.class);
        registry.answers("renew", () -> TAKEN);

        lease.renew();

        assertThat(noted()).singleElement().asString().startsWith("It stopped by itself");
    }

    @Test
    void anEndThatCannotBeWrittenIsKeptAndSaidBeforeTheNext() {
        away("endMutation");
        lease.endMutation(1, "done");
        away("release");
        Ending ending = new Ending(Ending.Kind.UNEXPLAINED, "A tab hung.");
        assertThatThrownBy(() -> lease.release(ending)).isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> lease.release(ending)).isInstanceOf(RegistryException.class);
        assertThat(registry.calls("addNotes"))
                .as("the mutation's end comes first")
                .isZero();
        registry.answers("endMutation", () -> RENEWED);
        registry.answers("release", () -> {
            assertThat(noted())
                    .containsExactly("Its mutation 1 ended: done", "It was to end by return_for_review: A tab hung.");
            return LeaseStatus.REVIEW_REQUIRED;
        });

        lease.release(ending);

        assertThat(registry.calls("addNotes")).isEqualTo(1);
    }

    /** Nothing goes back to the pool while something is still to be said of it. */
    @Test
    void noneIsGivenBackBeforeAllIsSaid() {
        away("endMutation");
        lease.endMutation(1, "done");
        registry.answers("endMutation", () -> RENEWED);
        away("addNotes");

        assertThatThrownBy(() -> lease.release(new Ending(Ending.Kind.EXPLAINED, "Done.")))
                .isInstanceOf(RegistryException.class);

        assertThat(registry.calls("release")).isZero();
    }

    @Test
    void theEndOfAMutationMayTellThatTheLeaseIsLost() {
        registry.answers("endMutation", () -> TAKEN);

        lease.endMutation(1, "done");

        assertThat(lease.lost()).contains("taken");
    }
}
