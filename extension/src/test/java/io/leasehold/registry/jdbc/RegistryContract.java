package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.ActResult;
import io.leasehold.registry.Claim;
import io.leasehold.registry.Ending;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.JobAnswer;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a registry promises, whatever database keeps it.
 *
 * <p>Requirement: P2, P3, P4, P6, P7, P10, P13.
 */
abstract class RegistryContract {

    static final ProfileId ADMIN = new ProfileId("shop-admin");
    static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(30));
    static final Ending FINISHED = new Ending(Ending.Kind.EXPLAINED, "The run ended.");

    private JdbcRegistry registry;

    abstract TestStore store();

    @BeforeEach
    void open() {
        registry = store().open();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    static LeaseHolder holder(String id) {
        return new LeaseHolder(id, "host-" + id, new ProcessMark("boot", "ns", 4711, "99"), "run-" + id);
    }

    static LeaseRequest request(String holder) {
        return LeaseRequest.of(
                ProfileEntry.of(ADMIN, "admin@shop.example"),
                holder(holder),
                "checkout",
                ReleasePolicy.INSPECT_ON_UNKNOWN_STATE,
                TIMING);
    }

    private LeaseKey acquired(LeaseRequest request) {
        return ((Acquisition.Acquired) registry.acquire(request)).key();
    }

    private ProfileState state() {
        return registry.find(ADMIN).orElseThrow().state();
    }

    @Test
    void oneHolderAtATime() {
        LeaseKey first = acquired(request("a"));

        assertThat(registry.acquire(request("b"))).isInstanceOf(Acquisition.Unavailable.class);
        assertThat(registry.release(first, FINISHED)).isEqualTo(LeaseStatus.RELEASED);
        assertThat(acquired(request("b")).fencingToken()).isEqualTo(first.fencingToken() + 1);
    }

    @Test
    void theSameRequestTwiceIsTheSameLease() {
        LeaseRequest request = request("a");

        assertThat(acquired(request)).isEqualTo(acquired(request));
        assertThat(registry.events(ADMIN, 10)).hasSize(1);
    }

    @Test
    void aSecondReleaseTellsTheFirst() {
        LeaseKey key = acquired(request("a"));
        registry.release(key, new Ending(Ending.Kind.UNEXPLAINED, "A prompt."));

        assertThat(registry.release(key, FINISHED)).isEqualTo(LeaseStatus.REVIEW_REQUIRED);
        assertThat(state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
    }

    @Test
    void aMutationInFlightQuarantines() {
        LeaseKey key = acquired(request("a"));
        registry.beginMutation(key, 1, "rename store", Progress.NONE);

        assertThat(registry.release(key, FINISHED)).isEqualTo(LeaseStatus.QUARANTINED);
        assertThat(registry.acquire(request("b"))).isInstanceOf(Acquisition.Unavailable.class);
    }

    @Test
    void mutationsOfSeveralTestsAreInFlightAtOnce() {
        LeaseKey key = acquired(request("a"));
        registry.beginMutation(key, 1, "rename store", Progress.NONE);
        registry.beginMutation(key, 2, "add product", Progress.NONE);
        registry.endMutation(key, 1, "done");

        assertThat(registry.find(ADMIN)
                        .orElseThrow()
                        .lease()
                        .orElseThrow()
                        .work()
                        .openMutation())
                .contains("add product");
        registry.endMutation(key, 2, "done");
        registry.endMutation(key, 2, "done");
        assertThat(registry.release(key, FINISHED)).isEqualTo(LeaseStatus.RELEASED);
        assertThat(registry.events(ADMIN, 10)).hasSize(7);
    }

    @Test
    void aHolderComesBackWhileNobodyLooked() {
        LeaseKey key = acquired(request("a"));
        registry.expire(key, "It did not answer.");

        assertThat(registry.renew(key, 1, Progress.NONE, TIMING.ttl())).isEqualTo(new Renewal.Renewed(true));
        assertThat(state()).isEqualTo(ProfileState.LEASED);
    }

    @Test
    void anInspectionKeepsTheHolderOut() {
        LeaseKey key = acquired(request("a"));
        registry.expire(key, "It did not answer.");
        Optional<Claim> claim = registry.claim(ADMIN, holder("i"), Duration.ofMinutes(1), Requests.NOBODY_GONE);

        assertThat(claim).isPresent();
        assertThat(registry.claim(ADMIN, holder("j"), Duration.ofMinutes(1), Requests.NOBODY_GONE))
                .isEmpty();
        assertThat(registry.renew(key, 1, Progress.NONE, TIMING.ttl())).isInstanceOf(Renewal.Lost.class);
        assertThat(registry.settle(claim.get(), Finding.clear("All is gone."))).isTrue();
        assertThat(registry.settle(claim.get(), Finding.condemn("Late."))).isFalse();
        assertThat(state()).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void whatAnInspectionLeavesGoesOnWithItsHolder() {
        LeaseKey key = acquired(request("a"));
        registry.expire(key, "It did not answer.");
        Claim claim = registry.claim(ADMIN, holder("i"), Duration.ofMinutes(1), Requests.NOBODY_GONE)
                .orElseThrow();

        assertThat(registry.renew(key, 1, Progress.NONE, TIMING.ttl()))
                .isInstanceOfSatisfying(
                        Renewal.Lost.class, lost -> assertThat(lost.forGood()).isFalse());
        registry.settle(claim, Finding.blocked("Its holder is alive."));
        assertThat(registry.renew(key, 2, Progress.NONE, TIMING.ttl())).isEqualTo(new Renewal.Renewed(true));
    }

    @Test
    void lookingAgainAndAgainIsNoNews() {
        LeaseKey key = acquired(request("a"));
        registry.expire(key, "It did not answer.");
        for (int look = 0; look < 3; look++) {
            Claim claim = registry.claim(ADMIN, holder("i"), Duration.ofMinutes(1), Requests.NOBODY_GONE)
                    .orElseThrow();
            registry.settle(claim, Finding.blocked("Its holder is alive."));
        }

        assertThat(registry.events(ADMIN, 20)).hasSize(4);
    }

    @Test
    void aPersonReturnsAProfileAndIsNamed() {
        LeaseKey key = acquired(request("a"));
        PersonAct act = new PersonAct(Move.APPROVE, "Ada", "Looked at it.", false);
        assertThat(registry.act(ADMIN, act).kind()).isEqualTo(ActResult.Kind.NEEDS_FORCE);
        registry.release(key, new Ending(Ending.Kind.UNEXPLAINED, "A prompt."));

        assertThat(registry.act(ADMIN, act).after().state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(registry.events(ADMIN, 2)).allSatisfy(event -> {
            assertThat(event.actor().name()).isEqualTo("Ada");
            assertThat(event.reason()).isEqualTo("Looked at it.");
        });
    }

    @Test
    void whatAnActCannotComeToIsIllegalWithForceToo() {
        acquired(request("a"));

        PersonAct enable = new PersonAct(Move.ENABLE, "Ada", "Wanted.", true);

        assertThat(registry.act(ADMIN, enable).kind()).isEqualTo(io.leasehold.registry.ActResult.Kind.ILLEGAL);
        assertThat(state()).isEqualTo(ProfileState.LEASED);
    }

    @Test
    void aLongNoteIsKeptWhole() {
        LeaseKey key = acquired(request("a"));
        registry.release(key, FINISHED);
        String note = "n".repeat(2_000);

        registry.act(ADMIN, new PersonAct(Move.DISABLE, "Ada", note, false));

        assertThat(registry.events(ADMIN, 1).get(0).reason()).isEqualTo(note);
    }

    @Test
    void waitersAreServedInTheirOrder() {
        LeaseKey key = acquired(request("a"));
        LeaseRequest first = request("b");
        LeaseRequest second = request("c");
        registry.await(ADMIN, first.holder(), first.id().value(), Duration.ofSeconds(10));
        registry.await(ADMIN, second.holder(), second.id().value(), Duration.ofSeconds(10));
        registry.release(key, FINISHED);

        assertThat(((Acquisition.Unavailable) registry.acquire(second)).ahead()).isEqualTo(1);
        assertThat(((Acquisition.Unavailable) registry.acquire(request("d"))).ahead())
                .isEqualTo(2);
        assertThat(acquired(first).lease()).isEqualTo(first.id());
    }

    @Test
    void eventsAreNumberedWithoutGaps() {
        LeaseKey key = acquired(request("a"));
        registry.renew(key, 1, new Progress("export orders", "https://shop.example/orders"), TIMING.ttl());
        registry.release(key, FINISHED);

        assertThat(registry.events(ADMIN, 10).stream().map(event -> event.sequence()))
                .isEqualTo(List.of(4L, 3L, 2L, 1L));
    }

    @Test
    void aRepeatedRequestForAMissedLeaseTakesItUpAgain() {
        LeaseRequest request = request("a");
        LeaseKey key = acquired(request);
        registry.expire(key, "It did not answer.");

        assertThat(acquired(request)).isEqualTo(key);

        assertThat(state()).isEqualTo(ProfileState.LEASED);
    }

    @Test
    void aRepeatedRequestForAnInspectedLeaseIsRefused() {
        LeaseRequest request = request("a");
        registry.expire(acquired(request), "It did not answer.");
        assertThat(registry.claim(ADMIN, holder("i"), Duration.ofMinutes(1), Requests.NOBODY_GONE))
                .isPresent();

        assertThat(registry.acquire(request)).isInstanceOf(Acquisition.Unavailable.class);

        assertThat(state()).isEqualTo(ProfileState.STALE);
    }

    @Test
    void aRepeatedRequestForALeaseThatIsOverIsRefused() {
        LeaseRequest request = request("a");
        registry.release(acquired(request), FINISHED);

        assertThat(registry.acquire(request)).isInstanceOf(Acquisition.Unavailable.class);

        assertThat(state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(acquired(request("b")).fencingToken()).isEqualTo(2);
    }

    @Test
    void aJobIsToldOnceWhenItBeginsAndOnceWhenItEnds() {
        JobRequest job = new JobRequest("report", "job-1", acquired(request("a")), holder("a"), Duration.ofMinutes(1));

        for (int time = 0; time < 2; time++) {
            assertThat(registry.enterJob(job)).isEqualTo(new JobAnswer.Entered(1));
            assertThat(types()).containsExactly(EventType.JOB_BEGUN, EventType.LEASE_ACQUIRED);
        }
        for (int time = 0; time < 2; time++) {
            registry.leaveJob(job);
            assertThat(types()).containsExactly(EventType.JOB_ENDED, EventType.JOB_BEGUN, EventType.LEASE_ACQUIRED);
        }
    }

    private List<EventType> types() {
        return registry.events(ADMIN, 10).stream().map(LeaseEvent::type).toList();
    }

    @Test
    void aHeartbeatOfThePastResumesNothing() {
        LeaseKey key = acquired(request("a"));
        registry.renew(key, 2, Progress.NONE, TIMING.ttl());
        registry.expire(key, "It did not answer.");

        assertThat(registry.renew(key, 1, Progress.NONE, TIMING.ttl())).isEqualTo(new Renewal.Renewed(false));
        assertThat(registry.renew(key, 2, Progress.NONE, TIMING.ttl())).isEqualTo(new Renewal.Renewed(false));

        assertThat(state()).isEqualTo(ProfileState.STALE);
        assertThat(registry.renew(key, 3, Progress.NONE, TIMING.ttl())).isEqualTo(new Renewal.Renewed(true));
    }

    @Test
    void anActThatCannotBeDoneIsRefusedEvenByForce() {
        acquired(request("a"));

        ActResult result = registry.act(ADMIN, new PersonAct(Move.ENABLE, "Ada", "Why not.", true));

        assertThat(result.kind()).isEqualTo(ActResult.Kind.ILLEGAL);
        assertThat(state()).isEqualTo(ProfileState.LEASED);
    }
}
