package io.leasehold.registry.jdbc;

import io.leasehold.registry.EventType;
import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes through the events of one profile as if nothing else were known, and says where they cannot be true. */
final class ProfileFold {

    private static final Set<EventType> OF_HOLDERS = Set.of(
            EventType.LEASE_HEARTBEAT,
            EventType.LEASE_EXTENDED,
            EventType.LEASE_RELEASE_REQUESTED,
            EventType.MUTATION_BEGUN);

    private final List<String> violations;
    private final Set<Long> mutated = new HashSet<>();
    private ProfileState state = ProfileState.AVAILABLE;
    private String lease = "";
    private String holder = "";
    private long token;
    private long sequence;
    private boolean mutationOpen;
    private boolean inspected;
    private String reviewer = "";

    ProfileFold(List<String> violations) {
        this.violations = violations;
    }

    void next(EventLog.Event event) {
        require(event.sequence() == ++sequence, "a gap before", event);
        require(event.from() == state, "not from " + state, event);
        Optional<Move> move = LogChecker.moveOf(event);
        if (move.isPresent()) {
            move(move.get(), event);
        } else {
            require(event.from() == event.to(), "a move that no table allows", event);
            stay(event);
        }
        state = event.to();
        reviewer = event.type() == EventType.PROFILE_REVIEWED ? event.actor() : "";
    }

    private void require(boolean claim, String otherwise, EventLog.Event event) {
        if (!claim) {
            violations.add(otherwise + ": " + event);
        }
    }

    private void move(Move move, EventLog.Event event) {
        switch (move) {
            case ACQUIRE -> begin(event);
            case RETURN -> {
                ofHolder(event);
                require(!mutationOpen, "returned with a mutation in flight", event);
            }
            case RETURN_FOR_REVIEW -> {
                ofHolder(event);
                require(!mutationOpen, "no quarantine, and a mutation in flight", event);
            }
            case RETURN_TO_QUARANTINE -> ofHolder(event);
            case EXPIRE -> inspected = false;
            case RESUME -> ofHolder(event);
            case CLEAR -> {
                settled(event);
                require(!mutated.contains(token), "cleared after a mutation", event);
            }
            case REFER -> {
                settled(event);
                require(!mutationOpen, "only referred, and a mutation in flight", event);
            }
            case CONDEMN -> settled(event);
            case APPROVE -> require(event.actor().equals(reviewer), "approved and not reviewed", event);
            case REVOKE, QUARANTINE, DISABLE, ENABLE -> require(!event.reason().isBlank(), "without a reason", event);
        }
        require(event.token() == token, "a token other than " + token, event);
        require(!move.endsLease() || event.lease().equals(lease), "the end of a lease other than " + lease, event);
    }

    private void begin(EventLog.Event event) {
        token++;
        lease = event.lease();
        holder = event.actor();
        mutationOpen = false;
    }

    private void ofHolder(EventLog.Event event) {
        require(event.lease().equals(lease), "by a lease other than " + lease, event);
        require(event.actor().equals(holder), "by a holder other than " + holder, event);
    }

    private void settled(EventLog.Event event) {
        require(inspected, "settled and not inspected", event);
        require(!event.reason().isBlank(), "settled without a reason", event);
    }

    private void stay(EventLog.Event event) {
        if (OF_HOLDERS.contains(event.type())) {
            ofHolder(event);
            require(event.from() == ProfileState.LEASED, "a holder's word about a profile that is not leased", event);
        }
        switch (event.type()) {
            case MUTATION_BEGUN -> {
                mutationOpen = true;
                mutated.add(token);
            }
            case MUTATION_ENDED -> {
                require(mutationOpen, "a mutation ends that was not open", event);
                mutationOpen = false;
            }
            case INSPECTION_BEGUN -> {
                require(event.from() == ProfileState.STALE, "an inspection of what is not stale", event);
                inspected = true;
            }
            case PROFILE_REVIEWED -> require(!event.reason().isBlank(), "reviewed without a note", event);
            default -> {
                // Nothing follows from it.
            }
        }
    }

    void comesTo(EventLog.Row row) {
        boolean holds = state == ProfileState.LEASED || state == ProfileState.STALE;
        if (row.state() != state
                || row.token() != token
                || row.sequence() != sequence
                || !row.lease().equals(holds ? lease : "")) {
            violations.add("the log of " + sequence + " events comes to " + state + " at token " + token
                    + " and lease '" + lease + "', and the row says " + row);
        }
    }
}
