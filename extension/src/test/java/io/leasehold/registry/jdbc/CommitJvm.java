package io.leasehold.registry.jdbc;

import io.leasehold.fixture.Waiting;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A JVM that commits until it is killed, or that opens many fresh registries at the same moment as others. */
final class CommitJvm {

    static final String READY = "ready";
    static final String DONE = "all opened";

    private CommitJvm() {}

    /** Arguments: {@code commit} and a registry, or {@code open}, a folder, and how many. */
    public static void main(String[] arguments) {
        if (arguments[0].equals("commit")) {
            commit(new StoreAddress(arguments[1]));
        } else {
            open(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        }
    }

    private static void commit(StoreAddress address) {
        try (JdbcRegistry registry = address.open()) {
            for (int round = 0; round < Integer.MAX_VALUE; round++) {
                String profile = "p" + ProcessHandle.current().pid() + "-" + round % 3;
                LeaseKey key = Requests.acquired(registry, Requests.of(profile, Requests.here("c"), Requests.SHORT));
                registry.renew(key, 1, new Progress("step " + round, ""), Requests.SHORT.ttl());
                registry.release(key, Requests.FINISHED);
                if (round == 2) {
                    System.out.println(READY);
                }
            }
        }
    }

    private static void open(Path folder, int files) {
        System.out.println(READY);
        if (!Waiting.until(Duration.ofSeconds(60), () -> Files.exists(folder.resolve("go")))) {
            throw new IllegalStateException("Nobody said when to begin.");
        }
        for (int number = 0; number < files; number++) {
            StoreAddress.sqlite(folder.resolve("home-" + number)).open().close();
        }
        System.out.println(DONE);
    }
}
