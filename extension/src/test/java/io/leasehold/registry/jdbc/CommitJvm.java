package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.Waiting;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM that commits until it is killed, or that opens many fresh registries at the same moment as others. */
final class CommitJvm {

    static final String READY = "ready";
    static final String DONE = "all opened";

    private CommitJvm() {}

    /** Arguments: {@code commit} and a registry, or {@code open}, a folder, and registries. */
    public static void main(String[] arguments) {
        if (arguments[0].equals("commit")) {
            commit(new StoreAddress(arguments[1]));
        } else {
            open(
                    Path.of(arguments[1]),
                    Arrays.stream(arguments).skip(2).map(StoreAddress::new).toList());
        }
    }

    /** Starts eight that open fresh registries, one after the other, all at the same time; waits for their end. */
    static void openAtOnce(Path folder, List<StoreAddress> addresses) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("open", folder.toString()));
        addresses.forEach(address -> arguments.add(address.text()));
        List<ChildJvm> jvms = new ArrayList<>();
        try {
            for (int number = 0; number < 8; number++) {
                jvms.add(ChildJvm.start(
                        folder.resolve("output-" + number), CommitJvm.class, arguments.toArray(String[]::new)));
            }
            jvms.forEach(jvm -> jvm.awaitWord(READY));
            Files.createFile(folder.resolve("go"));
            assertThat(jvms).allSatisfy(jvm -> {
                assertThat(jvm.awaitEnd()).as(jvm.output()).isZero();
                assertThat(jvm.output()).contains(DONE);
            });
        } finally {
            jvms.forEach(ChildJvm::close);
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

    private static void open(Path folder, List<StoreAddress> addresses) {
        System.out.println(READY);
        if (!Waiting.until(Duration.ofSeconds(60), () -> Files.exists(folder.resolve("go")))) {
            throw new IllegalStateException("Nobody said when to begin.");
        }
        addresses.forEach(address -> address.open().close());
        System.out.println(DONE);
    }
}
