package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.RegistryException;
import io.leasehold.fixture.Waiting;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.profile.Secret;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Claim;
import io.leasehold.registry.Finding;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the registry may have done and could not say is undone when it answers again, in the middle of a run and at its end.
 *
 * <p>Requirement: P3, P6, P13.
 */
final class UnheardTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final LeaseTiming TIMING = new LeaseTiming(Duration.ofMinutes(10));

    private static final Optional<Unheard.Found> AWAY = Optional.empty();
    private static final Optional<Unheard.Found> NOTHING = Optional.of(Unheard.Found.NOTHING);
    private static final Optional<Unheard.Found> NOT_NOW = Optional.of(Unheard.Found.NOT_NOW);
    private static final Optional<Unheard.Found> UNDONE = Optional.of(Unheard.Found.UNDONE);

    private final MachineClock clock = new MachineClock(Clock.systemUTC());
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Unheard unheard = new Unheard(stopped, Duration.ofMillis(20));

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        stopped.countDown();
    }

    /** Answers in turn, and the last answer again and again. */
    private static Unheard.Undoing answering(AtomicInteger asked, List<Optional<Unheard.Found>> answers) {
        return () -> answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1))
                .orElseThrow(() -> new RegistryException("Away.", null, null));
    }

    @Test
    void itIsTriedUntilItIsUndone() {
        AtomicInteger asked = new AtomicInteger();
        unheard.add("one", answering(asked, List.of(AWAY, NOT_NOW, UNDONE)));
        assertThat(Waiting.until(LIMIT, () -> asked.get() == 3)).isTrue();

        unheard.undoAll();

        assertThat(asked).hasValue(3);
    }

    /** The server may be slow to do it. */
    @Test
    void whatWasNotFoundIsLookedForAgain() {
        AtomicInteger asked = new AtomicInteger();
        unheard.add("one", answering(asked, List.of(NOTHING, AWAY, NOTHING, UNDONE)));
        assertThat(Waiting.until(LIMIT, () -> asked.get() == 4)).isTrue();

        unheard.undoAll();

        assertThat(asked).hasValue(4);
    }

    @Test
    void whatIsNeverFoundIsLookedForOnceMoreAtTheEnd() {
        AtomicInteger asked = new AtomicInteger();
        unheard.add("one", answering(asked, List.of(NOTHING)));
        assertThat(Waiting.until(LIMIT, UnheardTests::nobodyTries)).isTrue();
        assertThat(asked).hasValue(10);

        unheard.undoAll();

        assertThat(asked).hasValue(11);
    }

    @Test
    void aTryThatThereIsNoMemoryForIsNotTheLast() {
        AtomicInteger asked = new AtomicInteger();
        Unheard.Undoing undoing = answering(asked, List.of(NOT_NOW, UNDONE));
        unheard.add("one", () -> {
            if (asked.get() == 1) {
                asked.incrementAndGet();
                throw new OutOfMemoryError("planted");
            }
            return undoing.undo();
        });

        assertThat(Waiting.until(LIMIT, () -> asked.get() == 3)).isTrue();
    }

    private static boolean nobodyTries() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("leasehold-unheard"));
    }

    @Test
    void theTriesEndWithTheRun() {
        AtomicInteger asked = new AtomicInteger();
        unheard.add("one", answering(asked, List.of(AWAY)));
        assertThat(Waiting.until(LIMIT, () -> asked.get() > 1)).isTrue();

        stopped.countDown();

        assertThat(Waiting.until(LIMIT, UnheardTests::nobodyTries)).isTrue();
    }

    private ProfileRegistry registry() {
        return place().open(clock);
    }

    private RegistryPlace place() {
        return new RegistryPlace(folder.resolve("registry.db"), Secret.of(""), "", Secret.of(""));
    }

    private static Profile admin() {
        return ProfilesFile.parse(
                        "test",
                        "{\"profiles\": {\"admin\": {\"accountId\": \"a\", \"baseUrl\": \"http://shop.example\"}}}")
                .profile("admin");
    }

    private LeaseHolder holder(ProcessMark process) {
        return new LeaseHolder("holder", "host", process, "run");
    }

    private void leaveStale(ProfileRegistry registry) {
        ProcessMark self = new ProcessTable(clock).self();
        ProcessMark gone = new ProcessMark(self.boot(), self.namespace(), self.pid(), "another start");
        ProfileEntry entry = new ProfileEntry(admin().id(), "a", "", "", "");
        LeaseRequest request = LeaseRequest.of(entry, holder(gone), "", admin().releasePolicy(), TIMING);
        assertThat(registry.acquire(request)).isInstanceOfSatisfying(Acquisition.Acquired.class, acquired -> {
            // Else there is nothing to look at.
            registry.noteBrowser(
                    acquired.key(), new BrowserMark(folder.resolve("data").toString(), List.of()));
        });
    }

    private Optional<Claim> claim(ProfileRegistry registry) {
        LeaseHolder other = holder(new ProcessTable(clock).self());
        return registry.claim(admin().id(), other, Duration.ofMinutes(1), process -> false);
    }

    /** Its process lives: nobody else could look at the profile before the claim lapses, minutes later. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInspectionThatCouldNotBeSettledIsLeftToTheNext(boolean atTheEnd) throws SQLException {
        try (ProfileRegistry others = registry();
                Connection locker = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("registry.db"));
                Statement statement = locker.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            leaveStale(others);
            RunRegistry run = new RunRegistry(place(), clock, "first");
            try (Reservations first = new Reservations(run, LIMIT, (profile, why) -> {})) {
                assertThatThrownBy(() -> first.take(admin(), (profile, browser) -> {
                            try {
                                statement.execute("BEGIN IMMEDIATE");
                            } catch (SQLException e) {
                                throw new AssertionError(e);
                            }
                            return Finding.clear("It is signed in.");
                        }))
                        .isInstanceOf(RegistryException.class);
                statement.execute("ROLLBACK");
                if (!atTheEnd) {
                    assertThat(Waiting.until(LIMIT, () -> claim(others).isPresent()))
                            .isTrue();
                }
            }
            if (atTheEnd) {
                assertThat(claim(others)).isPresent();
            }
        }
    }
}
