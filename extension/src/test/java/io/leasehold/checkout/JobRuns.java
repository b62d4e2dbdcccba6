package io.leasehold.checkout;

import io.leasehold.JobScope;
import io.leasehold.ProfileId;
import io.leasehold.fixture.Waiting;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.profile.Secret;
import io.leasehold.registry.Finding;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The runs and JVMs of a test of provider jobs, which end with it. */
abstract class JobRuns {

    static final Duration SOON = Duration.ofSeconds(20);

    final ProfilesFile file = ProfilesFile.parse("leasehold.json", ForkedRun.PROFILES);
    private final List<Reservations> runs = new ArrayList<>();
    private final List<ForkedRun> forks = new ArrayList<>();
    final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    Path folder;

    RegistryPlace place = new RegistryPlace(Path.of("unused"), Secret.of(""), "", Secret.of(""));

    abstract RegistryPlace place(Path files);

    @BeforeEach
    void prepare() {
        place = place(folder);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        forks.forEach(ForkedRun::close);
        runs.forEach(Reservations::close);
    }

    Reservations run(String name, Duration limit) {
        RunRegistry registry = new RunRegistry(place, new MachineClock(Clock.systemUTC()), name);
        Reservations run = new Reservations(registry, limit, (profile, why) -> {});
        runs.add(run);
        return run;
    }

    ForkedRun fork(String name) {
        ForkedRun fork = ForkedRun.start(place, name);
        forks.add(fork);
        return fork;
    }

    Profile taken(Reservations run, String name) {
        Profile profile = file.profile(name);
        run.take(profile, (one, browser) -> Finding.refer("Nobody looked."));
        return profile;
    }

    static JobCall call(String name, Profile profile, String owner) {
        return new JobCall(name, JobScope.PLATFORM, profile, owner);
    }

    static boolean soon(BooleanSupplier condition) {
        return Waiting.until(SOON, condition);
    }

    List<LeaseEvent> events(String profile) {
        try (ProfileRegistry registry = place.open(new MachineClock(Clock.systemUTC()))) {
            return registry.events(new ProfileId(profile), 50);
        }
    }
}
