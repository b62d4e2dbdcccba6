package io.leasehold.registry.jdbc;

import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what the JVMs of a run say that they did with what they left, and with the registry's log. */
final class Witness {

    private static final long CLOCK_STEP_MILLIS = 20;

    private final Path folder;
    private final EventLog log;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Write> writes = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final Map<String, Long> answered = new HashMap<>();

    private Witness(Path folder, EventLog log) {
        this.folder = folder;
        this.log = log;
    }

    /** A write that was at least begun. */
    private record Write(String id, String profile, String lease, long token, long value, String before) {}

    static List<String> violations(Path folder, EventLog log) {
        Witness witness = new Witness(folder, log);
        Journal.read(folder).forEach(witness::take);
        log.profiles().forEach(row -> witness.follow(row.id()));
        return witness.violations;
    }

    private void take(List<String> words) {
        switch (words.get(0)) {
            case "begins" ->
                writes.put(
                        words.get(1),
                        new Write(
                                words.get(1),
                                words.get(2),
                                words.get(3),
                                Long.parseLong(words.get(4)),
                                Long.parseLong(words.get(5)),
                                words.get(6)));
            case "done" -> done.add(words.get(1));
            case "acquired" -> {
                require(tells(words.get(1), EventType.LEASE_ACQUIRED), "no event of a lease that was acquired", words);
                answered.put(words.get(1), Long.parseLong(words.get(2)));
            }
            case "renewed" -> renewed(words);
            case "released" -> released(words);
            case "violation" -> violations.add(String.join(" ", words));
            default -> {
                // For people who read it.
            }
        }
    }

    private boolean tells(String lease, EventType type) {
        return log.events().stream()
                .anyMatch(event -> event.type() == type && event.lease().equals(lease));
    }

    private void require(boolean claim, String otherwise, List<String> words) {
        if (!claim) {
            violations.add(otherwise + ": " + String.join(" ", words));
        }
    }

    private void renewed(List<String> words) {
        judgeDeadline(words.get(1), Long.parseLong(words.get(2)), words);
        answered.put(words.get(1), Long.parseLong(words.get(3)));
    }

    /** Between two calls that were granted and more than a deadline apart the log has to tell that one was missed. */
    private void judgeDeadline(String lease, long sent, List<String> words) {
        long before = answered.getOrDefault(lease, sent);
        if (sent - before > ExclusionJvm.TIMING.ttl().toMillis() + CLOCK_STEP_MILLIS) {
            require(tells(lease, EventType.LEASE_MARKED_STALE), "a missed deadline that nobody noticed", words);
        }
    }

    private void released(List<String> words) {
        LeaseStatus answer = LeaseStatus.valueOf(words.get(2));
        boolean told = log.leases().stream()
                .filter(lease -> lease.id().equals(words.get(1)))
                .anyMatch(lease -> lease.status() == answer);
        require(told, "the registry does not know of an ending that it answered", words);
        // All holders are on one machine, where an inspection sees that they live.
        require(answer != LeaseStatus.RECOVERED, "returned to the pool while its holder lived", words);
        judgeDeadline(words.get(1), Long.parseLong(words.get(3)), words);
    }

    /** From the last write back to the first: each adds one, by a lease no newer than the one after it. */
    private void follow(String profile) {
        CountFile last = CountFile.read(folder, profile);
        Set<String> chain = new HashSet<>();
        long value = last.value();
        long token = Long.MAX_VALUE;
        String lease = "";
        String at = last.writer();
        while (value > 0) {
            Write write = writes.get(at);
            if (write == null || write.value() != value || !write.profile().equals(profile) || !chain.add(at)) {
                violations.add("a write of " + value + " to " + profile + " by " + at + " that nobody began: " + write);
                return;
            }
            if (write.token() > token
                    || (write.token() == token && !write.lease().equals(lease))) {
                violations.add("a token that did not grow at " + write);
            }
            token = write.token();
            lease = write.lease();
            at = write.before();
            value--;
        }
        String lost = done.stream()
                .map(writes::get)
                .filter(write -> write.profile().equals(profile) && !chain.contains(write.id()))
                .map(Write::toString)
                .collect(Collectors.joining("; "));
        if (!lost.isEmpty()) {
            violations.add("two held " + profile + " at once; lost: " + lost);
        }
    }

    /** Counts the writes that were brought to their end. */
    static long writes(Path folder) {
        return Journal.read(folder).stream()
                .filter(words -> words.get(0).equals("done"))
                .count();
    }
}
