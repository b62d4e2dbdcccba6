package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ProfileId;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Claim;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.JobAnswer;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each deadline to the millisecond: what holds until then, and what follows from then on.
 *
 * <p>Requirement: P3, P5, P6.
 */
final class DeadlinesTests {

    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);
    private static final Duration ALMOST = HALF_MINUTE.minusMillis(1);
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final LeaseTiming TIMING = new LeaseTiming(HALF_MINUTE);
    private static final ProfileId SHOP = new ProfileId("shop");

    @TempDir
    private Path folder;

    private SetDialect time;
    private JdbcRegistry registry;

    @BeforeEach
    void open() {
        time = new SetDialect(folder);
        registry = time.open();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private static LeaseRequest request(String holder) {
        return Requests.of(SHOP.value(), Requests.here(holder), TIMING);
    }

    private LeaseKey acquired(String holder) {
        return Requests.acquired(registry, request(holder));
    }

    private ProfileStatus status() {
        return registry.find(SHOP).orElseThrow();
    }

    private LeaseRecord.Times times() {
        return status().lease().orElseThrow().times();
    }

    private List<EventType> events() {
        return registry.events(SHOP, 20).stream().map(LeaseEvent::type).toList();
    }

    /** The lease holds for all of a deadline from now, is missed when that is over, and says when. */
    private void assertThatItIsMissedIn(Duration ttl) {
        Instant deadline = time.wall().plus(ttl);
        assertThat(times().expires()).isEqualTo(deadline);
        time.passes(ttl.minus(MILLI));
        assertThat(status().state()).isEqualTo(ProfileState.LEASED);
        assertThat(status().reason()).doesNotStartWith("The holder did not renew");
        time.passes(MILLI);
        assertThat(status().state()).isEqualTo(ProfileState.STALE);
        assertThat(status().since()).isEqualTo(deadline);
        assertThat(status().reason()).isEqualTo("The holder did not renew by " + deadline + ".");
    }

    @Test
    void aLeaseIsMissedAtItsDeadline() {
        acquired("a");

        assertThatItIsMissedIn(HALF_MINUTE);

        assertThat(registry.acquire(request("b")))
                .isInstanceOfSatisfying(
                        Acquisition.Unavailable.class,
                        no -> assertThat(no.status().state()).isEqualTo(ProfileState.STALE));
        assertThat(registry.events(SHOP, 1).get(0)).satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.LEASE_MARKED_STALE);
            assertThat(event.reason()).startsWith("The holder did not renew by ");
        });
    }

    @Test
    void nobodyTakesALeaseThatHolds() {
        acquired("a");
        time.passes(ALMOST);

        assertThat(registry.acquire(request("b"))).isInstanceOf(Acquisition.Unavailable.class);

        assertThat(events()).containsExactly(EventType.LEASE_ACQUIRED);
    }

    @Test
    void aRenewalCountsFromItsOwnMoment() {
        LeaseKey key = acquired("a");
        time.passes(Duration.ofSeconds(20));

        registry.renew(key, 1, Progress.NONE, HALF_MINUTE);

        assertThat(times().heartbeat()).isEqualTo(time.wall());
        assertThatItIsMissedIn(HALF_MINUTE);
    }

    @Test
    void aShorterRenewalTakesNothingBack() {
        LeaseKey key = acquired("a");

        registry.renew(key, 1, Progress.NONE, Duration.ofSeconds(6));

        time.passes(ALMOST);
        assertThat(registry.acquire(request("b")))
                .isInstanceOfSatisfying(
                        Acquisition.Unavailable.class,
                        no -> assertThat(no.status().state()).isEqualTo(ProfileState.LEASED));
    }

    @Test
    void askingAgainCountsFromThen() {
        LeaseRequest request = request("a");
        LeaseKey key = Requests.acquired(registry, request);
        time.passes(Duration.ofSeconds(20));

        assertThat(Requests.acquired(registry, request)).isEqualTo(key);

        assertThatItIsMissedIn(HALF_MINUTE);
    }

    @Test
    void whoComesBackWithoutAHeartbeatHasAWholeDeadline() {
        LeaseKey key = acquired("a");
        time.passes(Duration.ofSeconds(40));

        assertThat(registry.noteBrowser(key, new BrowserMark("/tmp/browser", List.of())))
                .isEqualTo(new Renewal.Renewed(true));

        assertThat(events())
                .containsExactly(EventType.LEASE_RESUMED, EventType.LEASE_MARKED_STALE, EventType.LEASE_ACQUIRED);
        assertThatItIsMissedIn(HALF_MINUTE);
    }

    @Test
    void whoComesBackSoAgainHasNoMoreThanThat() {
        LeaseKey key = acquired("a");
        for (int again = 0; again < 2; again++) {
            time.passes(Duration.ofSeconds(40));
            registry.noteBrowser(key, BrowserMark.NONE);
        }

        assertThatItIsMissedIn(HALF_MINUTE);
    }

    @Test
    void aMachineWhoseTimeIsSetBackGoesByItsCount() {
        LeaseKey key = acquired("a");
        time.wallIsSetBack(Duration.ofHours(1));

        registry.renew(key, 1, Progress.NONE, HALF_MINUTE);

        assertThat(events()).containsExactly(EventType.LEASE_ACQUIRED);
        assertThatItIsMissedIn(HALF_MINUTE);
    }

    @Test
    void aStartOfTheMachineEndsEveryDeadline() {
        LeaseKey key = acquired("a");
        time.startsAgain("boot-2", Duration.ofSeconds(1));
        assertThat(status().state()).isEqualTo(ProfileState.STALE);

        assertThat(registry.renew(key, 1, Progress.NONE, HALF_MINUTE)).isEqualTo(new Renewal.Renewed(true));

        assertThatItIsMissedIn(HALF_MINUTE);
    }

    @Test
    void anInspectionsClaimLapses() {
        registry.expire(acquired("a"), "It did not answer.");
        Claim first = registry.claim(SHOP, Requests.here("i"), HALF_MINUTE, Requests.NOBODY_GONE)
                .orElseThrow();

        time.passes(ALMOST);
        assertThat(registry.claim(SHOP, Requests.here("j"), HALF_MINUTE, Requests.NOBODY_GONE))
                .isEmpty();
        time.passes(MILLI);
        Claim second = registry.claim(SHOP, Requests.here("j"), HALF_MINUTE, Requests.NOBODY_GONE)
                .orElseThrow();

        assertThat(registry.settle(first, Finding.clear("Late."))).isFalse();
        assertThat(registry.settle(second, Finding.blocked("Not yet."))).isTrue();
        assertThat(status().reason()).isEqualTo("Not yet.");
    }

    @Test
    void aPlaceInTheLineIsKeptAsLongAsItIsAskedFor() {
        Duration longest = Duration.ofSeconds(10);
        LeaseKey key = acquired("a");
        LeaseRequest waiter = request("b");
        registry.await(SHOP, waiter.holder(), waiter.id().value(), longest);
        time.passes(Duration.ofSeconds(7));
        registry.await(SHOP, waiter.holder(), waiter.id().value(), longest);
        registry.release(key, Requests.FINISHED);

        time.passes(longest.minus(MILLI));
        assertThat(registry.acquire(request("c")))
                .isInstanceOfSatisfying(Acquisition.Unavailable.class, no -> assertThat(no.ahead())
                        .isEqualTo(1));
        time.passes(MILLI);
        acquired("c");
    }

    @Test
    void aPlaceInTheLineIsKeptForTenSecondsAtMost() {
        LeaseRequest waiter = request("b");

        assertThatThrownBy(() -> registry.await(
                        SHOP,
                        waiter.holder(),
                        waiter.id().value(),
                        Duration.ofSeconds(10).plus(MILLI)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 10000 ms at a time, not for 10001 ms");
    }

    @Test
    void whatIsQuietIsWrittenDownEachMinute() {
        LeaseKey key = acquired("a");
        Duration ttl = Duration.ofMinutes(5);
        registry.renew(key, 1, new Progress("export", ""), ttl);
        time.passes(Duration.ofMillis(59_999));
        registry.renew(key, 2, new Progress("export", ""), ttl);
        assertThat(events()).containsExactly(EventType.LEASE_HEARTBEAT, EventType.LEASE_ACQUIRED);

        time.passes(MILLI);
        registry.renew(key, 3, new Progress("export", ""), ttl);
        assertThat(events()).startsWith(EventType.LEASE_EXTENDED);
        registry.renew(key, 4, new Progress("export", ""), ttl);
        time.passes(Duration.ofMillis(59_999));
        registry.renew(key, 5, new Progress("export", ""), ttl);

        assertThat(events())
                .containsExactly(EventType.LEASE_EXTENDED, EventType.LEASE_HEARTBEAT, EventType.LEASE_ACQUIRED);
        assertThat(registry.events(SHOP, 1).get(0).reason()).isEqualTo("Step 'export'.");
    }

    @Test
    void aJobsMutexLapsesAtItsDeadline() {
        LeaseKey key = acquired("a");
        JobRequest first = new JobRequest("report", "job-1", key, Requests.here("a"), HALF_MINUTE);
        JobRequest second = new JobRequest("report", "job-2", key, Requests.here("a"), HALF_MINUTE);
        Instant begun = time.wall();
        assertThat(registry.enterJob(first)).isEqualTo(new JobAnswer.Entered(1));
        time.passes(Duration.ofSeconds(20));
        registry.renew(key, 1, Progress.NONE, Duration.ofHours(1));
        assertThat(registry.renewJob(first)).isEqualTo(new JobAnswer.Entered(1));

        time.passes(ALMOST);
        assertThat(registry.enterJob(second)).isEqualTo(new JobAnswer.Busy("shop", "run-a", "host-a", begun));
        time.passes(MILLI);
        assertThat(registry.enterJob(second)).isEqualTo(new JobAnswer.Entered(2));

        assertThat(registry.renewJob(first))
                .isEqualTo(new JobAnswer.Lost("the mutex 'report' was not renewed in time, and run run-a has it"));
        registry.leaveJob(first);
        assertThat(registry.renewJob(second)).isEqualTo(new JobAnswer.Entered(2));
        registry.leaveJob(second);
        assertThat(registry.renewJob(first))
                .isEqualTo(
                        new JobAnswer.Lost("the mutex 'report' was not renewed in time, and others have had it since"));
        assertThat(events().stream().filter(EventType.JOB_ENDED::equals)).hasSize(1);
    }

    @Test
    void aJobIsBegunByWhoHasTheProfileOnly() {
        LeaseKey key = acquired("a");
        JobRequest job = new JobRequest("report", "job-1", key, Requests.here("a"), HALF_MINUTE);
        registry.expire(key, "It did not answer.");
        Claim claim = registry.claim(SHOP, Requests.here("i"), HALF_MINUTE, Requests.NOBODY_GONE)
                .orElseThrow();
        assertThat(registry.enterJob(job)).isEqualTo(new JobAnswer.Lost("profile 'shop' is not the run's any more"));

        registry.settle(claim, Finding.clear("All is gone."));
        assertThat(registry.enterJob(job)).isInstanceOf(JobAnswer.Lost.class);

        assertThat(events()).doesNotContain(EventType.JOB_BEGUN);
    }
}
