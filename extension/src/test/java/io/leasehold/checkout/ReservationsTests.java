package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.LeaseLostException;
import io.leasehold.fixture.Waiting;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.profile.Secret;
import io.leasehold.registry.Ending;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs take profiles, wait for them, give them up and give them back. Requirement: P3, P7, P8, P11, L14.
 */
final class ReservationsTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Reservations run(String id, Duration limit) {
        return new Reservations(ofRun(id), limit, (profile, why) -> {});
    }

    private RunRegistry ofRun(String id) {
        return new RunRegistry(
                new RegistryPlace(folder.resolve("registry.db"), Secret.of(""), "", Secret.of("")),
                new MachineClock(Clock.systemUTC()),
                id);
    }

    private static Profile admin() {
        return profile("admin");
    }

    private static Profile profile(String name) {
        String json = "{\"profiles\": {\"%s\": {\"accountId\": \"a\", \"baseUrl\": \"http://shop.example\"}}}"
                .formatted(name);
        return ProfilesFile.parse("test", json).profile(name);
    }

    private static Finding unasked(Profile profile, Inspector.BrowserNote browser) {
        throw new AssertionError("Nobody was to look at the session of " + profile + ".");
    }

    private ProfileRegistry registry() {
        return new RegistryPlace(folder.resolve("registry.db"), Secret.of(""), "", Secret.of(""))
                .open(new MachineClock(Clock.systemUTC()));
    }

    private List<LeaseEvent> events() {
        try (ProfileRegistry registry = registry()) {
            return registry.events(admin().id(), 50);
        }
    }

    private ProfileState state() {
        try (ProfileRegistry registry = registry()) {
            return registry.find(admin().id()).orElseThrow().state();
        }
    }

    @Test
    void aSecondRunWaitsUntilTheFirstGivesBack() throws InterruptedException, ExecutionException {
        try (Reservations second = run("second", LONG)) {
            CompletableFuture<Long> token;
            try (Reservations first = run("first", LONG)) {
                first.take(admin(), ReservationsTests::unasked);
                token = CompletableFuture.supplyAsync(() ->
                        second.take(admin(), ReservationsTests::unasked).key().fencingToken());
                assertThat(token).isNotDone();
            }
            assertThat(token.get()).isEqualTo(2);
        }
    }

    @Test
    void whoWaitsTooLongIsToldWhoHasItAndIsNeverGranted() {
        try (Reservations first = run("first", LONG)) {
            first.take(admin(), ReservationsTests::unasked);
            try (Reservations second = run("second", Duration.ofMillis(300))) {
                assertThatThrownBy(() -> second.take(admin(), ReservationsTests::unasked))
                        .isInstanceOfSatisfying(CheckoutDeniedException.class, denied -> assertThat(denied.reason())
                                .isEqualTo(Reason.PROFILE_UNAVAILABLE))
                        .hasMessageContaining("It did not become free within 0 s. It is held by run first on host")
                        .hasMessageContaining("renews within");
            }
        }
        assertThat(state()).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() throws InterruptedException {
        try (Reservations first = run("first", LONG);
                Reservations second = run("second", LONG)) {
            first.take(admin(), ReservationsTests::unasked);
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread waiting = new Thread(() -> {
                try {
                    second.take(admin(), ReservationsTests::unasked);
                } catch (LeaseLostException e) {
                    ended.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost"));
                }
            });
            waiting.start();
            waiting.interrupt();
            waiting.join();
            assertThat(ended).isCompletedWithValueMatching(thrown -> thrown instanceof LeaseLostException);
        }
    }

    /** Nobody but the next run on this machine can say it then. */
    @Test
    void whatCouldNotBeSaidAtTheEndIsSaidByTheNextRun() throws SQLException {
        assertThat(events()).isEmpty();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("registry.db"));
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            try (Reservations first = run("first", LONG)) {
                first.take(admin(), ReservationsTests::unasked);
                first.endsWith(admin().id(), new Ending(Ending.Kind.UNEXPLAINED, "A tab hung."));
                statement.execute("BEGIN IMMEDIATE");
            }
        }
        assertThat(state()).isEqualTo(ProfileState.LEASED);

        try (Reservations second = run("second", Duration.ofMillis(1))) {
            assertThatThrownBy(() -> second.take(admin(), ReservationsTests::unasked))
                    .isInstanceOf(CheckoutDeniedException.class);
        }

        assertThat(events())
                .filteredOn(event -> event.type() == EventType.HOLDER_NOTED)
                .singleElement()
                .satisfies(event -> assertThat(event.reason())
                        .endsWith(
                                "while the registry did not answer: It was to end by return_for_review: A tab hung."));
    }

    /** Whoever ends a JVM kills it when that takes too long. */
    @Test
    void profilesAreGivenBackTogetherWhenTheRegistryIsAway() throws SQLException, IOException {
        assertThat(events()).isEmpty();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("registry.db"));
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            Reservations run = run("first", LONG);
            for (String name : List.of("first", "second", "third", "fourth")) {
                run.take(profile(name), ReservationsTests::unasked);
            }
            statement.execute("BEGIN IMMEDIATE");

            CompletableFuture<Void> end = CompletableFuture.runAsync(run::close);

            assertThat(Waiting.until(LONG, () -> releasing() == 3)).isTrue();
            end.join();
        }
        try (Stream<Path> notes = Files.list(folder.resolve("spool"))) {
            assertThat(notes.filter(note -> note.toString().endsWith(".notes"))).hasSize(4);
        }
    }

    private static long releasing() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("leasehold-release"))
                .count();
    }

    /** What a holder left since this run opened the registry may say what has become of it. */
    @Test
    void whatIsKeptHereIsSaidBeforeAHolderIsLookedAt() throws IOException {
        try (Reservations first = run("first", LONG);
                Reservations second = run("second", Duration.ofMillis(300))) {
            second.take(profile("another"), ReservationsTests::unasked);
            LeaseKey key = first.take(admin(), ReservationsTests::unasked).key();
            Files.createDirectory(folder.resolve("spool"));
            Files.writeString(
                    folder.resolve("spool/" + key.lease() + ".notes"), key.lease() + " admin 1 1 0 It stopped.;\n");

            assertThatThrownBy(() -> second.take(admin(), ReservationsTests::unasked))
                    .isInstanceOf(CheckoutDeniedException.class);

            assertThat(events())
                    .extracting(LeaseEvent::reason)
                    .contains("At 1970-01-01T00:00:00Z, while the registry did not answer: It stopped.");
        }
    }

    @Test
    void theWorstThatWasSaidOfAProfileDecides() {
        try (Reservations run = run("first", LONG)) {
            run.take(admin(), ReservationsTests::unasked);
            run.endsWith(admin().id(), new Ending(Ending.Kind.UNSAFE, "Another account."));
            run.endsWith(admin().id(), new Ending(Ending.Kind.UNEXPLAINED, "A prompt."));
        }
        assertThat(state()).isEqualTo(ProfileState.QUARANTINED);
    }

    /** By the number that was noted, or by the folder that it was told; any process that was told it will do here. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrowserThatLivesOnKeepsTheProfileFromThePool(boolean isMarked) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Process browser = new ProcessBuilder("sh", "-c", "read end", "sh", "--user-data-dir=" + data).start();
        try {
            RunRegistry registry = ofRun("first");
            try (Reservations run = new Reservations(registry, LONG, (profile, why) -> {})) {
                registry.noteBrowser(
                        run.take(admin(), ReservationsTests::unasked),
                        isMarked ? "" : data.toString(),
                        isMarked ? List.of(browser.pid()) : List.of());
            }
            assertThat(state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
            assertThat(events().get(0).reason())
                    .isEqualTo("Its browser did not end: processes [" + browser.pid() + "].");
        } finally {
            browser.destroyForcibly().waitFor();
        }
    }

    @Test
    void aBrowserThatHasEndedKeepsNoProfile() throws IOException, InterruptedException {
        Process browser = new ProcessBuilder("sleep", "600").start();
        RunRegistry registry = ofRun("first");
        try (Reservations run = new Reservations(registry, LONG, (profile, why) -> {})) {
            registry.noteBrowser(
                    run.take(admin(), ReservationsTests::unasked),
                    folder.resolve("data").toString(),
                    List.of(browser.pid()));
            browser.destroyForcibly().waitFor();
        }
        assertThat(state()).isEqualTo(ProfileState.AVAILABLE);
    }
}
