package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.EventSpool;
import io.leasehold.registry.HeldMutex;
import io.leasehold.registry.JobAnswer;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKeeper;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.Renewal;
import io.leasehold.suite.BrokenLog;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heartbeat of a provider job. Requirement: P5, P6. */
final class RunningJobTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(6));

    private final AtomicInteger renewals = new AtomicInteger();

    private Object renewed() {
        if (renewals.incrementAndGet() == 1) {
            throw new RegistryException("Away.", null, null);
        }
        return new JobAnswer.Entered(1);
    }

    private ProfileRegistry registry() {
        return (ProfileRegistry) Proxy.newProxyInstance(
                ProfileRegistry.class.getClassLoader(),
                new Class<?>[] {ProfileRegistry.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "enterJob" -> new JobAnswer.Entered(1);
                    case "renewJob" -> renewed();
                    case "leaveJob" -> true;
                    case "renew" -> new Renewal.Renewed(false);
                    default -> "the script";
                });
    }

    @Test
    void goesOnWhenALogHandlerThrows(@TempDir Path folder) {
        MachineClock clock = new MachineClock(Clock.systemUTC());
        LeaseHolder self = new LeaseHolder("holder", "host", new ProcessTable(clock).self(), "run");
        LeaseKey key = new LeaseKey(new ProfileId("shop"), new LeaseId("lease-1"), 1);
        ProfileRegistry registry = registry();
        HeldMutex mutex = new HeldMutex(
                registry, new JobRequest("report", "job-1", key, self, TIMING.ttl()), TIMING, clock::millis);
        try (LeaseKeeper keeper = new LeaseKeeper(registry, clock::millis, new EventSpool(folder, clock))) {
            mutex.ask();
            RunningJob job = RunningJob.begin(
                    mutex, keeper.keep(new Acquisition.Acquired(key, System.nanoTime()), TIMING, why -> {}), () -> {});
            BrokenLog.during(() ->
                    assertThat(Waiting.until(LIMIT, () -> renewals.get() > 2)).isTrue());
            job.requireHeld();
            job.end();
        }
    }
}
