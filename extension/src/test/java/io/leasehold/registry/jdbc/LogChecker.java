package io.leasehold.registry.jdbc;

import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a registry by what it wrote, long after it was done: the log is whole and comes to the rows that are there,
 * tokens grow by one, each lease has one beginning and one end, and no way leads back to the pool but an explained one.
 */
public final class LogChecker {

    private final EventLog log;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, EventLog.Event> begun = new HashMap<>();
    private final Map<String, LeaseStatus> ended = new HashMap<>();

    private LogChecker(EventLog log) {
        this.log = log;
    }

    /** Returns what is wrong, in words. */
    static List<String> violations(EventLog log) {
        LogChecker checker = new LogChecker(log);
        log.profiles().forEach(row -> checker.fold(row, log.of(row.id())));
        log.leases().forEach(checker::check);
        checker.checkCounts();
        return checker.violations;
    }

    /** Returns what is wrong in a registry, in words. */
    public static List<String> violations(ProfileRegistry registry) {
        return violations(EventLog.read((JdbcRegistry) registry));
    }

    private void fold(EventLog.Row row, List<EventLog.Event> events) {
        ProfileFold fold = new ProfileFold(violations);
        for (EventLog.Event event : events) {
            fold.next(event);
            if (event.type() == EventType.LEASE_ACQUIRED && begun.put(event.lease(), event) != null) {
                violations.add("a lease begins twice: " + event);
            }
            end(event);
        }
        fold.comesTo(row);
    }

    private void end(EventLog.Event event) {
        Optional<Move> move = moveOf(event);
        boolean ends = move.filter(Move::endsLease).isPresent();
        if (ends != !event.ends().isEmpty() || (ends && !event.ends().equals(event.lease()))) {
            violations.add("an event that does not say truly whether it ends a lease: " + event);
        }
        if (ends && ended.put(event.lease(), LeaseStatus.after(move.orElseThrow())) != null) {
            violations.add("a lease ends twice: " + event);
        }
    }

    /** Finds the move of the table that an event tells; an event of no move leaves the state. */
    static Optional<Move> moveOf(EventLog.Event event) {
        return Arrays.stream(Move.values())
                .filter(move -> move.event() == event.type() && move.to() == event.to())
                .filter(move -> move.from().contains(event.from()))
                .findFirst();
    }

    private void check(EventLog.Lease lease) {
        EventLog.Event first = begun.get(lease.id());
        if (first == null || first.token() != lease.token() || !first.profile().equals(lease.profile())) {
            violations.add("a lease without its beginning: " + lease);
        }
        LeaseStatus end = ended.get(lease.id());
        if (end == null ? lease.status().isOver() : lease.status() != end) {
            violations.add("a lease whose end is told as " + end + ": " + lease);
        }
        boolean current = log.profiles().stream().anyMatch(row -> row.lease().equals(lease.id()));
        if (current == lease.status().isOver()) {
            violations.add((current ? "a profile at a lease that is over: " : "an open lease of no profile: ") + lease);
        }
    }

    private void checkCounts() {
        long open =
                log.leases().stream().filter(lease -> !lease.status().isOver()).count();
        if (begun.size() != ended.size() + open || begun.size() != log.leases().size()) {
            violations.add(begun.size() + " leases begin, " + ended.size() + " end, " + open + " are open, and "
                    + log.leases().size() + " have a row");
        }
        for (EventLog.Job job : log.jobs()) {
            long told = log.events().stream()
                    .filter(event -> event.type() == EventType.JOB_BEGUN
                            && event.reason().contains("'" + job.mutex() + "'"))
                    .count();
            if (told != job.token()) {
                violations.add("mutex " + job + " was begun " + told + " times");
            }
        }
    }
}
