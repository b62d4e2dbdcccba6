package io.leasehold.page;

import io.leasehold.UnconfirmedMutationException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The changes that one hold's test made, and what their lack of confirmation comes to. Thread-safe. */
final class HoldMutations {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private final ProfileHold hold;
    private final PageLeases leases;
    private final List<BegunMutation> all = new CopyOnWriteArrayList<>();

    HoldMutations(ProfileHold hold, PageLeases leases) {
        this.hold = hold;
        this.leases = leases;
    }

    BegunMutation begin(LeasedTab tab, String name) {
        var lease = leases.reservation(hold.profile());
        String shown = leases.evidence().redact(name);
        long number = lease.beginMutation(shown, leases.activities().of(tab, hold, name));
        tab.log().mutationBegun(number, shown);
        BegunMutation begun = new BegunMutation(lease, tab.log(), number, shown);
        all.add(begun);
        return begun;
    }

    /** Ends them with the lease, counts those that nobody confirmed, and returns what the test is to fail with. */
    Optional<UnconfirmedMutationException> end() {
        all.forEach(BegunMutation::endWithLease);
        List<BegunMutation> unconfirmed =
                all.stream().filter(one -> !one.isConfirmed()).toList();
        leases.counts().unconfirmed(unconfirmed.size());
        unconfirmed.forEach(one -> leases.noteUnconfirmed(hold.profile(), one.name()));
        List<BegunMutation> silent =
                unconfirmed.stream().filter(one -> !one.isTold()).toList();
        return silent.isEmpty() ? Optional.empty() : complain(silent);
    }

    private Optional<UnconfirmedMutationException> complain(List<BegunMutation> silent) {
        String names = silent.stream().map(one -> "'" + one + "'").collect(Collectors.joining(", "));
        String message = (silent.size() == 1 ? "A mutation was" : silent.size() + " mutations were")
                + " made and never confirmed: " + names
                + ". Make the change with assertThatMutation(…), or call confirm()"
                + " on what mutation(…) returns once the test has seen that the server kept it. [" + hold.describe()
                + "]";
        return switch (leases.mutationTerms().unconfirmed()) {
            case FAIL -> Optional.of(new UnconfirmedMutationException(message));
            case WARN -> {
                LOGGER.log(System.Logger.Level.WARNING, message);
                yield Optional.empty();
            }
        };
    }
}
