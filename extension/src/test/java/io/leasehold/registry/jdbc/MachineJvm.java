package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKeeper;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseTiming;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A JVM on a machine of its own that is asked, line by line, to take a profile and what became of it. Arguments: the
 * registry, the profile, the folder of what is kept between runs, and the renewal deadline in seconds.
 */
final class MachineJvm {

    private final JdbcRegistry registry;
    private final LeaseKeeper keeper;
    private final LeaseHolder self;
    private final ProfileId profile;
    private final LeaseTiming timing;
    private Optional<HeldLease> lease = Optional.empty();

    private MachineJvm(
            JdbcRegistry registry, LeaseKeeper keeper, LeaseHolder self, ProfileId profile, LeaseTiming timing) {
        this.registry = registry;
        this.keeper = keeper;
        this.self = self;
        this.profile = profile;
        this.timing = timing;
    }

    public static void main(String[] arguments) throws IOException {
        String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        LeaseHolder self = new LeaseHolder(host, host, Requests.processes().self(), "run-" + host);
        try (JdbcRegistry registry = new StoreAddress(arguments[0]).open();
                LeaseKeeper keeper = Requests.keeper(registry, Path.of(arguments[2]));
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            LeaseTiming timing = new LeaseTiming(Duration.ofSeconds(Long.parseLong(arguments[3])));
            MachineJvm jvm = new MachineJvm(registry, keeper, self, new ProfileId(arguments[1]), timing);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] question = line.split(" ");
                System.out.println(question[0] + " " + jvm.answer(question[1]));
            }
        }
    }

    private String answer(String question) {
        return switch (question) {
            case "acquire" -> acquire();
            case "live" -> String.valueOf(lease.orElseThrow().isLive());
            case "lost" -> String.valueOf(lease.orElseThrow().lost().isPresent());
            case "wall" -> String.valueOf(System.currentTimeMillis());
            case "inspect" -> inspect();
            default -> throw new IllegalArgumentException(question);
        };
    }

    private String acquire() {
        LeaseRequest request = Requests.of(profile.value(), self, timing);
        if (registry.acquire(request) instanceof Acquisition.Acquired acquired) {
            lease = Optional.of(keeper.keep(acquired, timing, why -> {}));
            return String.valueOf(acquired.key().fencingToken());
        }
        return "unavailable";
    }

    private String inspect() {
        Inspector inspector = new Inspector(registry, Requests.processes(), self, false);
        return inspector
                .inspect(profile, (held, browser) -> Finding.clear("No probe may be asked here."))
                .map(finding -> finding.move().map(Enum::name).orElse("blocked: " + finding.reason()))
                .orElse("nothing");
    }
}
