package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.profile.ReleasePolicy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What follows from what an inspection sees: every branch, under both policies.
 *
 * <p>Requirement: P6, P7, P8, P9.
 */
final class InspectionRulesTests {

    private static final BrowserMark BROWSER = new BrowserMark("/folder", List.of());
    private static final String HOLDER = "Its holder, process 4711 on host build-7, ";

    private static InspectionRules.Sighting seen(Sight holder, Sight browser, boolean mayReturn) {
        return new InspectionRules.Sighting(holder, browser, List.of(12L, 13L), mayReturn);
    }

    private static Optional<Finding> decide(LeaseRecord lease, Sight holder, Sight browser) {
        return InspectionRules.decide(lease, seen(holder, browser, false));
    }

    @ParameterizedTest
    @EnumSource
    void aHolderThatIsAliveBlocks(ReleasePolicy policy) {
        LeaseRecord lease = Leases.stale(policy, Leases.work("step", 1, "rename"), BROWSER);

        assertThat(decide(lease, Sight.ALIVE, Sight.GONE))
                .contains(Finding.blocked(HOLDER + "is alive and does not renew: it is paused, or cut off from the"
                        + " registry. It may go on by itself; if not, end it."));
    }

    @ParameterizedTest
    @EnumSource
    void aHolderThatCannotBeSeenIsGivenTime(ReleasePolicy policy) {
        LeaseRecord lease = Leases.stale(policy, Leases.work("step", 0, ""), BROWSER);

        assertThat(InspectionRules.decide(lease, seen(Sight.UNSEEN, Sight.UNSEEN, true)))
                .contains(Finding.blocked(HOLDER + "cannot be seen from here, and may come back."));
    }

    @ParameterizedTest
    @EnumSource
    void aBrowserThatIsAliveBlocksWhateverElse(ReleasePolicy policy) {
        LeaseRecord lease = Leases.stale(policy, Leases.work("step", 1, "rename"), BROWSER);

        assertThat(decide(lease, Sight.GONE, Sight.ALIVE))
                .contains(Finding.blocked("Its holder is gone, and a browser process of it is still alive: [12, 13]."
                        + " End it, or wait until it ends."));
    }

    @ParameterizedTest
    @EnumSource
    void aMutationInFlightCondemns(ReleasePolicy policy) {
        LeaseRecord lease = Leases.stale(policy, Leases.work("step", 1, "rename"), BROWSER);
        Finding expected = Finding.condemn("Its holder went away in the middle of the mutation 'rename': nobody knows"
                + " whether the change was made.");

        assertThat(decide(lease, Sight.GONE, Sight.GONE)).contains(expected);
        assertThat(decide(lease, Sight.UNSEEN, Sight.UNSEEN)).contains(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aMutationThatEndedCondemnsToo(ReleasePolicy policy) {
        LeaseRecord lease = Leases.stale(policy, Leases.work("tidy up", 2, ""), BROWSER);

        assertThat(decide(lease, Sight.GONE, Sight.GONE))
                .contains(Finding.condemn("Its holder went away after 2 mutations, at step 'tidy up': what they changed"
                        + " may not have been put back."));
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeSeenNeedsAPerson(ReleasePolicy policy) {
        LeaseRecord lease = Leases.stale(policy, Leases.work("step", 0, ""), BROWSER);
        Finding expected = Finding.refer(
                HOLDER + "did not come back, and whether its browser has ended cannot be seen from here.");

        assertThat(decide(lease, Sight.UNSEEN, Sight.UNSEEN)).contains(expected);
        assertThat(decide(lease, Sight.UNSEEN, Sight.GONE)).contains(expected);
        assertThat(decide(lease, Sight.GONE, Sight.UNSEEN)).contains(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aSignInThatWasCutOffNeedsAPerson(ReleasePolicy policy) {
        LeaseRecord lease = Leases.stale(policy, Leases.work(HeldLease.SIGN_IN, 0, ""), BROWSER);

        assertThat(decide(lease, Sight.GONE, Sight.GONE))
                .contains(Finding.refer(
                        HOLDER + "went away while it signed in: the account may be locked or wait for a code."));
    }

    @Test
    void aPolicyMayAskForAPerson() {
        LeaseRecord lease = Leases.stale(
                ReleasePolicy.MANUAL_REVIEW_ON_UNKNOWN_STATE, Leases.work("step", 0, ""), BrowserMark.NONE);

        assertThat(decide(lease, Sight.GONE, Sight.GONE))
                .contains(
                        Finding.refer(HOLDER + "went away without a word, and its release policy asks for a person."));
    }

    @Test
    void withoutABrowserNothingCanBeHalfDone() {
        LeaseRecord lease =
                Leases.stale(ReleasePolicy.INSPECT_ON_UNKNOWN_STATE, Leases.work("step", 0, ""), BrowserMark.NONE);

        assertThat(decide(lease, Sight.GONE, Sight.GONE))
                .contains(Finding.clear(HOLDER + "went away before a browser was started."));
    }

    @Test
    void otherwiseTheSessionIsLookedAt() {
        LeaseRecord lease = Leases.stale(ReleasePolicy.INSPECT_ON_UNKNOWN_STATE, Leases.work("step", 0, ""), BROWSER);

        assertThat(decide(lease, Sight.GONE, Sight.GONE)).isEmpty();
    }
}
