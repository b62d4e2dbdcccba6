package io.leasehold.bench;

import io.leasehold.ProfileId;
import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.Ending;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.jdbc.Registries;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/**
 * The main class of a JVM that does nothing but check out a profile of its own and give it back, or, for comparison,
 * commit two changes of a row of its own without any protocol. Says that it is ready, begins when it is told, and writes
 * down how long it took.
 */
final class RegistryLoad {

    static final String READY = "ready";
    private static final int WARM_UP = 50;

    private RegistryLoad() {}

    /** The arguments: {@code ours} or {@code other}, the file or URL, the number of this process, how often. */
    public static void main(String[] arguments) throws IOException, SQLException {
        String place = arguments[1];
        int number = Integer.parseInt(arguments[2]);
        int times = Integer.parseInt(arguments[3]);
        try (Turn turn = arguments[0].equals("ours") ? new Leased(place, number) : new PlainRow(place, number)) {
            repeat(turn, WARM_UP);
            System.out.println(READY);
            int told = System.in.read();
            long begin = System.nanoTime();
            repeat(turn, told < 0 ? 0 : times);
            System.out.println(System.nanoTime() - begin);
        }
    }

    private static void repeat(Turn turn, int times) throws SQLException {
        for (int time = 0; time < times; time++) {
            turn.take();
        }
    }

    /** One checkout and return, or what stands for it. */
    interface Turn extends AutoCloseable {
        void take() throws SQLException;

        @Override
        void close();
    }

    static ProfileRegistry open(String place, MachineClock clock) {
        return place.startsWith("jdbc:") ? Registries.server(place, "", "") : Registries.file(Path.of(place), clock);
    }

    private static final class Leased implements Turn {
        private final ProfileRegistry registry;
        private final LeaseHolder holder;
        private final ProfileEntry profile;

        Leased(String place, int number) {
            MachineClock clock = new MachineClock(Clock.systemUTC());
            registry = open(place, clock);
            holder = new LeaseHolder("bench-" + number, "here", new ProcessTable(clock).self(), "bench");
            profile = ProfileEntry.of(new ProfileId("profile-" + number), "account");
        }

        @Override
        public void take() {
            LeaseRequest request = LeaseRequest.of(
                    profile,
                    holder,
                    "",
                    ReleasePolicy.INSPECT_ON_UNKNOWN_STATE,
                    new LeaseTiming(Duration.ofSeconds(30)));
            Acquisition.Acquired acquired = (Acquisition.Acquired) registry.acquire(request);
            registry.release(acquired.key(), new Ending(Ending.Kind.EXPLAINED, "done"));
        }

        @Override
        public void close() {
            registry.close();
        }
    }
}
