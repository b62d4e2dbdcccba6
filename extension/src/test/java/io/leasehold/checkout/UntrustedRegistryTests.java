package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeaseId;
import io.leasehold.RegistryException;
import io.leasehold.fixture.Waiting;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.profile.Secret;
import io.leasehold.registry.Finding;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a registry grants is not used when this machine knows better: it was restored from an older copy, or is another.
 *
 * <p>Requirement: P3, P8.
 */
final class UntrustedRegistryTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final MachineClock clock = new MachineClock(Clock.systemUTC());

    @TempDir
    private Path folder;

    private RegistryPlace place() {
        return new RegistryPlace(folder.resolve("registry.db"), Secret.of(""), "", Secret.of(""));
    }

    private Reservations run(String id, Duration limit) {
        return new Reservations(new RunRegistry(place(), clock, id), limit, (profile, why) -> {});
    }

    private static Profile admin() {
        return ProfilesFile.parse(
                        "test",
                        "{\"profiles\": {\"admin\": {\"accountId\": \"a\", \"baseUrl\": \"http://shop.example\"}}}")
                .profile("admin");
    }

    private static Finding unasked(Profile profile, Inspector.BrowserNote browser) {
        throw new AssertionError("Nobody was to look at the session of " + profile + ".");
    }

    private ProfileState state() {
        try (ProfileRegistry registry = place().open(clock)) {
            return registry.find(admin().id()).orElseThrow().state();
        }
    }

    @Test
    void aRegistryFromAnOlderCopyIsNotTrusted() throws IOException {
        use("first");
        Path copy = folder.resolve("copy.db");
        Files.copy(folder.resolve("registry.db"), copy);
        use("second");
        Files.copy(copy, folder.resolve("registry.db"), StandardCopyOption.REPLACE_EXISTING);

        try (Reservations run = run("third", LONG)) {
            assertThatThrownBy(() -> run.take(admin(), UntrustedRegistryTests::unasked))
                    .isInstanceOf(CheckoutDeniedException.class)
                    .hasMessageContaining("gave fencing token 2, and this machine has seen 2");
        }
        assertThat(state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
    }

    /** The one that is refused may be somebody's, so it is nobody's until the registry knows. */
    @Test
    void whatIsNotTrustedIsNotFreeAgainWhenTheRegistryCannotBeTold() throws IOException, SQLException {
        useAnOlderCopyThatCannotBeTold();

        try (Reservations run = run("fourth", LONG)) {
            refuseUnheard(run);
        }
        assertThat(state()).isEqualTo(ProfileState.LEASED);
        assertThat(fence()).as("the next run refuses it, too").endsWith(" 3");
    }

    /** Then a person looks at it, and no second time. */
    @Test
    void whatIsNotTrustedIsRefusedOnceWhenTheRegistryIsToldLater() throws IOException, SQLException {
        useAnOlderCopyThatCannotBeTold();

        try (Reservations run = run("fourth", LONG)) {
            refuseUnheard(run);
            sql("DROP TRIGGER unheard");

            assertThat(Waiting.until(LONG, () -> fence().endsWith(" 2"))).isTrue();
            assertThat(state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
        }
    }

    private void useAnOlderCopyThatCannotBeTold() throws IOException, SQLException {
        use("first");
        Path copy = folder.resolve("copy.db");
        Files.copy(folder.resolve("registry.db"), copy);
        use("second");
        use("third");
        Files.copy(copy, folder.resolve("registry.db"), StandardCopyOption.REPLACE_EXISTING);
        sql("CREATE TRIGGER unheard BEFORE UPDATE ON profile WHEN NEW.state = 'review_required'"
                + " BEGIN SELECT RAISE(ABORT, 'unheard'); END");
    }

    private static void refuseUnheard(Reservations run) {
        assertThatThrownBy(() -> run.take(admin(), UntrustedRegistryTests::unasked))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("unheard");
    }

    private String fence() {
        try {
            return Files.readString(folder.resolve("fences/admin.fence"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("registry.db"));
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    @Test
    void aRegistryThatIsNotTheOneOfBeforeIsNotTrusted() throws IOException {
        use("first");
        Files.delete(folder.resolve("registry.db"));

        try (Reservations run = run("second", LONG)) {
            assertThatThrownBy(() -> run.take(admin(), UntrustedRegistryTests::unasked))
                    .isInstanceOf(CheckoutDeniedException.class)
                    .hasMessageContaining("through another registry before");
        }
    }

    /** With a registry on a server, nothing else has made it. */
    @Test
    void theHomeThatAFenceMakesStaysOutOfVersionControl() {
        Path home = folder.resolve("home");
        new Fence(home).raise(new LeaseKey(admin().id(), new LeaseId("lease"), 1), "registry");

        assertThat(home.resolve(".gitignore")).hasContent("*");
        assertThat(home.resolve("fences/admin.fence")).hasContent("registry 1");
    }

    private void use(String run) {
        try (Reservations one = run(run, LONG)) {
            one.take(admin(), UntrustedRegistryTests::unasked);
        }
    }
}
