package io.leasehold.registry;

import io.leasehold.profile.ReleasePolicy;
import java.util.List;
import java.util.Optional;

/** What follows from what an inspection sees. Pure. */
final class InspectionRules {

    /** The step under which a session is signed in: a login that was cut off may have locked the account. */
    static final String SIGN_IN = "sign in";

    private InspectionRules() {}

    /**
     * What was seen.
     *
     * @param holder the JVM that held the lease
     * @param browser its driver and browser
     * @param browserProcesses the numbers of those that are alive
     * @param mayReturn whether a holder that cannot be seen is given more time
     */
    record Sighting(Sight holder, Sight browser, List<Long> browserProcesses, boolean mayReturn) {}

    /** Returns what follows, or nothing when a probe of the session has to say. */
    static Optional<Finding> decide(LeaseRecord lease, Sighting seen) {
        String holder = "process " + lease.holder().process().pid() + " on host "
                + lease.holder().host();
        if (seen.holder() == Sight.ALIVE) {
            return Optional.of(
                    Finding.blocked("Its holder, " + holder + ", is alive and does not renew: it is paused, or"
                            + " cut off from the registry. It may go on by itself; if not, end it."));
        }
        if (seen.holder() == Sight.UNSEEN && seen.mayReturn()) {
            return Optional.of(
                    Finding.blocked("Its holder, " + holder + ", cannot be seen from here, and may come back."));
        }
        if (seen.browser() == Sight.ALIVE) {
            return Optional.of(Finding.blocked("Its holder is gone, and a browser process of it is still alive: "
                    + seen.browserProcesses() + ". End it, or wait until it ends."));
        }
        return afterMutation(lease).or(() -> unprovable(lease, seen, holder)).or(() -> byPolicy(lease, holder));
    }

    private static Optional<Finding> afterMutation(LeaseRecord lease) {
        String step = lease.work().progress().step();
        if (lease.work().openMutation().isPresent()) {
            return Optional.of(Finding.condemn("Its holder went away in the middle of the mutation '"
                    + lease.work().openMutation().get() + "': nobody knows whether the change was made."));
        }
        if (lease.work().mutations() > 0) {
            return Optional.of(
                    Finding.condemn("Its holder went away after " + lease.work().mutations() + " mutations, at step '"
                            + step + "': what they changed may not have been put back."));
        }
        return Optional.empty();
    }

    private static Optional<Finding> unprovable(LeaseRecord lease, Sighting seen, String holder) {
        if (seen.holder() == Sight.UNSEEN || seen.browser() == Sight.UNSEEN) {
            return Optional.of(Finding.refer("Its holder, " + holder
                    + ", did not come back, and whether its browser has" + " ended cannot be seen from here."));
        }
        if (lease.work().progress().step().equals(SIGN_IN)) {
            return Optional.of(Finding.refer("Its holder, " + holder + ", went away while it signed in: the account may"
                    + " be locked or wait for a code."));
        }
        return Optional.empty();
    }

    private static Optional<Finding> byPolicy(LeaseRecord lease, String holder) {
        if (lease.policy() == ReleasePolicy.MANUAL_REVIEW_ON_UNKNOWN_STATE) {
            return Optional.of(Finding.refer("Its holder, " + holder + ", went away without a word, and its release"
                    + " policy asks for a person."));
        }
        if (!lease.browser().wasIntended()) {
            return Optional.of(Finding.clear("Its holder, " + holder + ", went away before a browser was started."));
        }
        return Optional.empty();
    }
}
