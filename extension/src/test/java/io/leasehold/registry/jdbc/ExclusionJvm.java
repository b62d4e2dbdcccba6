package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.registry.EventSpool;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKeeper;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.Renewal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A JVM whose threads check profiles out and write under the lease, until it is told to end or killed. Arguments: the
 * registry, the folder, its name, the number of threads, the seed, which registry, and at which of its first
 * thread's writes it stops itself.
 */
final class ExclusionJvm {

    static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(6));
    static final List<ProfileId> PROFILES = IntStream.rangeClosed(1, 5)
            .mapToObj(number -> new ProfileId("shop-" + number))
            .toList();

    private ExclusionJvm() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        StoreAddress address = new StoreAddress(arguments[0]);
        Path folder = Path.of(arguments[1]);
        String name = arguments[2];
        Random seeds = new Random(Long.parseLong(arguments[4]));
        Variant variant = Variant.valueOf(arguments[5]);
        MachineClock clock = new MachineClock(Clock.systemUTC());
        ProcessTable processes = new ProcessTable(clock);
        LeaseHolder self = new LeaseHolder(name, "host", processes.self(), "run-" + name);
        AtomicBoolean stop = new AtomicBoolean();
        ChildJvm.whenTold(() -> stop.set(true));
        JdbcRegistry jdbc = open(address, variant);
        try (Journal journal = new Journal(folder, name);
                LeaseKeeper keeper = new LeaseKeeper(
                        listened(variant.over(jdbc), journal, clock), clock::millis, new EventSpool(folder, clock))) {
            ExclusionHolder.Place place = new ExclusionHolder.Place(
                    variant.over(jdbc), keeper, processes, self, folder, journal, clock, stop::get);
            List<Thread> threads = new ArrayList<>();
            for (int number = 0; number < Integer.parseInt(arguments[3]); number++) {
                Thread thread = new Thread(
                        new ExclusionHolder(
                                place,
                                name + "-" + number,
                                new Random(seeds.nextLong()),
                                number == 0 ? stopsAt(Integer.parseInt(arguments[6]), variant) : write -> false)::run,
                        "holder-" + number);
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            journal.say("ended");
        }
        jdbc.close();
    }

    /** What is to be found out has more than one chance. */
    private static IntPredicate stopsAt(int write, Variant variant) {
        return variant == Variant.WHOLE ? at -> at == write : at -> write > 0 && at % write == 0;
    }

    private static JdbcRegistry open(StoreAddress address, Variant variant) {
        while (true) {
            try {
                return address.open(variant.over(address.dialect()), FailurePoints.NONE);
            } catch (RegistryException e) {
                // A paused JVM may hold the file's lock for longer than one opening waits.
                Thread.onSpinWait();
            }
        }
    }

    /** Writes down when renewals were sent and answered; the heartbeats are sent by the product's own thread. */
    private static ProfileRegistry listened(ProfileRegistry registry, Journal journal, MachineClock clock) {
        return Variant.proxy(ProfileRegistry.class, (proxy, method, arguments) -> {
            long sent = clock.millis();
            Object answer = Variant.pass(registry, method, arguments);
            if (method.getName().equals("renew") && answer instanceof Renewal.Renewed) {
                journal.say("renewed", ((LeaseKey) arguments[0]).lease(), sent, clock.millis(), answer);
            }
            return answer;
        });
    }
}
