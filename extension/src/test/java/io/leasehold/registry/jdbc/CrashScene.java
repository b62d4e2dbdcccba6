package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.Finding;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.JobAnswer;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One registry on which JVMs are killed, each with a profile of its own, and what is found when they are gone. */
final class CrashScene implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StoreAddress address;
    private final Path folder;
    private final JdbcRegistry registry;
    private final LeaseHolder self = Requests.here("inspector");
    private final Inspector inspector;
    private int profiles;

    CrashScene(StoreAddress address, Path folder) {
        this.address = address;
        this.folder = folder;
        this.registry = address.open();
        this.inspector = new Inspector(registry, Requests.processes(), self, true);
    }

    /** Kills a JVM at a point and looks at what it left, then lets it be inspected and looks again. */
    void crash(CrashPoint point) {
        ProfileId profile = newProfile(point);
        Process browser = standIn();
        try {
            try (ChildJvm jvm = start(point, profile, "halt", browser)) {
                assertThat(jvm.awaitEnd()).as(jvm.output()).isEqualTo(CrashJvm.KILLED);
            }
            assertThatItIsWhole(point, profile);
            if (point == CrashPoint.AFTER_BROWSER) {
                registry.find(profile).ifPresent(inspector::expireWhenGone);
                assertThatTheBrowserBlocks(profile);
            }
            if (point == CrashPoint.AFTER_PROBE) {
                assertThatTheBrowserBlocks(profile);
            }
            if (point == CrashPoint.AFTER_JOB) {
                assertThatTheJobLapses(profile);
            }
        } finally {
            browser.destroyForcibly();
        }
        settle(point, profile);
        assertThat(state(profile)).as("%s, settled", point).isEqualTo(point.settled());
        assertThat(violations()).as(point.name()).isEmpty();
    }

    /** Stops a JVM at a point, looks at what others see, and lets it go on to its end. */
    void stop(CrashPoint point, Runnable meanwhile) {
        ProfileId profile = newProfile(point);
        Process browser = standIn();
        try (ChildJvm jvm = start(point, profile, "stop", browser)) {
            jvm.awaitStopped();
            assertThatItIsWhole(point, profile);
            meanwhile.run();
            jvm.signal("CONT");
            assertThat(jvm.awaitEnd()).as(jvm.output()).isZero();
        } finally {
            browser.destroyForcibly();
        }
        assertThat(violations()).as(point.name()).isEmpty();
    }

    JdbcRegistry registry() {
        return registry;
    }

    private ChildJvm start(CrashPoint point, ProfileId profile, String how, Process browser) {
        return ChildJvm.start(
                folder.resolve(profile + ".txt"),
                CrashJvm.class,
                address.text(),
                profile.value(),
                point.point(),
                how,
                String.valueOf(browser.pid()),
                point.script());
    }

    /** Makes the profile known, and stale where the JVM is to inspect it. */
    private ProfileId newProfile(CrashPoint point) {
        String name = "crash-" + ++profiles;
        LeaseRequest before = Requests.of(name, point.isOfInspector() ? Requests.gone("a") : self, Requests.LONG);
        LeaseKey key = Requests.acquired(registry, before);
        if (point.isOfInspector()) {
            registry.expire(key, "Its holder has ended.");
        } else {
            registry.release(key, Requests.FINISHED);
        }
        return key.profile();
    }

    /** A process that outlives the holder as its browser may. */
    private static Process standIn() {
        try {
            return new ProcessBuilder("sleep", "300").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertThatItIsWhole(CrashPoint point, ProfileId profile) {
        EventLog log = EventLog.read(registry);
        assertThat(LogChecker.violations(log)).as(point.name()).isEmpty();
        // What came before is told, too.
        long before = point.isOfInspector()
                ? 0
                : switch (point.event()) {
                    case LEASE_ACQUIRED, LEASE_RELEASED_CLEANLY, LEASE_RELEASE_REQUESTED -> 1;
                    default -> 0;
                };
        assertThat(log.of(profile.value()).stream().filter(event -> event.type() == point.event()))
                .as("%s: %s", point, point.event())
                .hasSize((int) (point.events() + before));
    }

    private void assertThatTheBrowserBlocks(ProfileId profile) {
        Finding finding = inspect(profile).orElseThrow();
        assertThat(finding.move()).isEmpty();
        assertThat(finding.reason()).contains("a browser process of it is still alive");
        assertThat(state(profile)).isEqualTo(ProfileState.STALE);
    }

    private void assertThatTheJobLapses(ProfileId profile) {
        LeaseKey own = Requests.acquired(registry, Requests.of("job-" + profile, self, Requests.LONG));
        JobRequest next = new JobRequest("report-" + profile, "next-" + profile, own, self, Duration.ofMinutes(1));
        assertThat(Waiting.until(PATIENCE, () -> registry.enterJob(next).equals(new JobAnswer.Entered(2))))
                .isTrue();
    }

    private void settle(CrashPoint point, ProfileId profile) {
        if (!point.leavesItOpen()) {
            assertThat(inspect(profile)).as(point.name()).isEmpty();
            return;
        }
        registry.find(profile).ifPresent(inspector::expireWhenGone);
        // A claim of an inspector that was killed lapses at once, and its browser may take a moment to end.
        assertThat(Waiting.until(
                        PATIENCE, () -> inspect(profile).flatMap(Finding::move).isPresent()))
                .as("%s is settled", point)
                .isTrue();
    }

    private Optional<Finding> inspect(ProfileId profile) {
        return inspector.inspect(profile, (lease, browser) -> Finding.clear("The session is as it should be."));
    }

    private ProfileState state(ProfileId profile) {
        return registry.find(profile).orElseThrow().state();
    }

    List<String> violations() {
        return LogChecker.violations(registry);
    }

    @Override
    public void close() {
        registry.close();
    }
}
