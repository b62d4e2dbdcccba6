package io.leasehold.registry.jdbc;

import io.leasehold.RegistryException;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Many JVMs on one registry, which this one kills and pauses as it pleases while a person keeps the pool in order. */
final class ExclusionRun implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(40);
    /** More than there are pauses past a deadline that can meet a write. */
    private static final int MOST_REFUSALS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** Longer than the deadline: what was paused so long has been missed. */
    private static final Duration PAST_DEADLINE = ExclusionJvm.TIMING.ttl().plusSeconds(2);

    private final Plan plan;
    private final Path folder;
    private final Random random;
    private final JdbcRegistry registry;
    private final Inspector inspector;
    private final List<ChildJvm> jvms = new ArrayList<>();
    private final Map<ChildJvm, Long> paused = new HashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private int started;
    private int kills;
    private int pauses;
    private int longPauses;

    /** How much of it. */
    record Plan(StoreAddress address, int jvms, int threads, int checkouts, int kills, int pauses, Variant variant) {}

    /** What came of it. */
    record Report(long checkouts, long writes, int kills, int pauses, int longPauses, List<String> violations) {}

    ExclusionRun(Plan plan, Path folder, long seed) {
        this.plan = plan;
        this.folder = folder;
        this.random = new Random(seed);
        this.registry = plan.address().open();
        ProcessTable processes = new ProcessTable(new MachineClock(Clock.systemUTC()));
        LeaseHolder self = new LeaseHolder("parent", "host", processes.self(), "run-parent");
        this.inspector = new Inspector(registry, processes, self, true);
    }

    /** Runs it to the end, which leaves every profile available. */
    Report run() {
        disturbFor(LONGEST);
        end();
        EventLog log = EventLog.read(registry);
        List<String> violations = violations(log);
        if (refusals.size() > MOST_REFUSALS) {
            violations.add("a person was refused " + refusals.size() + " times, such as " + refusals.get(0));
        }
        log.profiles().stream()
                .filter(row -> row.state() != ProfileState.AVAILABLE)
                .forEach(row -> violations.add("not settled at the end: " + row));
        return new Report(
                log.count(EventType.LEASE_ACQUIRED), Witness.writes(folder), kills, pauses, longPauses, violations);
    }

    /**
     * Looks now and then, while all stand still, and says what was wrong by then: a broken registry may have no end.
     *
     * @return nothing when nothing was wrong until the limit
     */
    List<String> findOut(Duration limit) {
        long start = System.nanoTime();
        List<String> violations = List.of();
        while (violations.isEmpty() && System.nanoTime() - start < limit.toNanos()) {
            disturbFor(BETWEEN_LOOKS);
            violations = violationsNow();
        }
        jvms.forEach(ChildJvm::kill);
        return violations;
    }

    private List<String> violationsNow() {
        noticeStopped();
        List<ChildJvm> running = jvms.stream()
                .filter(ChildJvm::isAlive)
                .filter(jvm -> !paused.containsKey(jvm))
                .toList();
        running.forEach(jvm -> jvm.signal("STOP"));
        running.forEach(ChildJvm::awaitStopped);
        List<String> violations = violations(EventLog.read(registry));
        running.forEach(jvm -> jvm.signal("CONT"));
        return violations;
    }

    private List<String> violations(EventLog log) {
        List<String> violations = new ArrayList<>(LogChecker.violations(log));
        violations.addAll(Witness.violations(folder, log));
        return violations;
    }

    private void disturbFor(Duration limit) {
        long start = System.nanoTime();
        while (jvms.size() < plan.jvms()) {
            startJvm();
        }
        while (!isEnough() && System.nanoTime() - start < limit.toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(50 + random.nextInt(250)).toNanos());
            resumePaused();
            noticeStopped();
            if (checkouts() > 0) {
                disturb();
            }
            bePerson();
        }
    }

    private boolean isEnough() {
        return checkouts() >= plan.checkouts() && kills >= plan.kills() && pauses >= plan.pauses() && paused.isEmpty();
    }

    private long checkouts() {
        return registry.profiles().stream()
                .mapToLong(ProfileStatus::fencingToken)
                .sum();
    }

    private void startJvm() {
        String name = "jvm" + ++started;
        jvms.add(ChildJvm.start(
                folder.resolve("output-" + name + ".txt"),
                ExclusionJvm.class,
                plan.address().text(),
                folder.toString(),
                name,
                String.valueOf(plan.threads()),
                String.valueOf(random.nextLong()),
                plan.variant().name(),
                started % 4 == 1 && plan.variant().isSeenByPauses() ? String.valueOf(3 + random.nextInt(10)) : "0"));
    }

    /** Takes notice of those that stopped themselves in the middle of a write, to wake them after the deadline. */
    private void noticeStopped() {
        for (ChildJvm jvm : jvms) {
            if (!paused.containsKey(jvm) && Signals.state(jvm.pid()).equals("T")) {
                paused.put(jvm, System.nanoTime() + PAST_DEADLINE.toNanos());
                longPauses++;
            }
        }
    }

    private void disturb() {
        ChildJvm one = jvms.get(random.nextInt(jvms.size()));
        // Enough go on for the others to wait for.
        if (paused.containsKey(one) || paused.size() > plan.jvms() / 2) {
            return;
        }
        // Spread over the run, which otherwise does little else than start JVMs.
        boolean mayKill = plan.kills() > 0 && kills < 1 + checkouts() * plan.kills() / plan.checkouts();
        boolean mayPause = plan.pauses() > 0 && pauses < 1 + checkouts() * plan.pauses() / plan.checkouts();
        if (mayKill && random.nextInt(3) == 0) {
            jvms.remove(one);
            one.kill();
            kills++;
            startJvm();
        } else if (mayPause && random.nextInt(2) == 0) {
            // One of the first few, so that the shortest run has one.
            boolean past = pauses++ % 8 == 3;
            longPauses += past ? 1 : 0;
            one.signal("STOP");
            long nanos = past
                    ? PAST_DEADLINE.toNanos()
                    : Duration.ofMillis(10 + random.nextInt(1_500)).toNanos();
            paused.put(one, System.nanoTime() + nanos);
        }
    }

    private void resumePaused() {
        paused.entrySet().removeIf(entry -> {
            boolean due = System.nanoTime() - entry.getValue() > 0;
            if (due) {
                entry.getKey().signal("CONT");
            }
            return due;
        });
    }

    private void bePerson() {
        for (ProfileStatus status : registry.profiles()) {
            if (status.state() == ProfileState.REVIEW_REQUIRED || status.state() == ProfileState.QUARANTINED) {
                tryToAct(status);
            }
        }
    }

    /** A JVM that stands still in the middle of a write keeps everybody out, and it is this thread that wakes it. */
    private void tryToAct(ProfileStatus status) {
        try {
            act(status, false);
        } catch (RegistryException e) {
            refusals.add(status.id() + ": " + e.getMessage());
        }
    }

    private void act(ProfileStatus status, boolean force) {
        registry.act(status.id(), new PersonAct(Move.APPROVE, "Ada", "Looked at the account.", force));
    }

    /** Lets all finish what they do, and settles what nobody will come back for. */
    private void end() {
        jvms.forEach(ChildJvm::tellToEnd);
        // One may stop itself in its very last write, too.
        Waiting.until(ChildJvm.PATIENCE, this::allHaveEnded);
        for (ChildJvm jvm : jvms) {
            if (jvm.awaitEnd() != 0) {
                throw new AssertionError("A JVM failed: " + jvm.output());
            }
        }
        for (ProfileStatus status : registry.profiles()) {
            inspector.expireWhenGone(status);
            inspector.inspect(status.id(), (lease, browser) -> Finding.clear("The session is as it should be."));
            registry.find(status.id())
                    .filter(now -> now.state() != ProfileState.AVAILABLE)
                    .ifPresent(now -> act(now, true));
        }
    }

    private boolean allHaveEnded() {
        List<ChildJvm> alive = jvms.stream().filter(ChildJvm::isAlive).toList();
        alive.stream().filter(jvm -> Signals.state(jvm.pid()).equals("T")).forEach(jvm -> jvm.signal("CONT"));
        return alive.isEmpty();
    }

    @Override
    public void close() {
        jvms.forEach(ChildJvm::close);
        registry.close();
    }
}
