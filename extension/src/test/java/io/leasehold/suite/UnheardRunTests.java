package io.leasehold.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.ProfileId;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.jdbc.Registries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run cannot reach its registry and is killed: the next run on the machine says what it had to say.
 *
 * <p>Requirement: P3, P5, P10.
 */
@Tag("browser")
@Tag("fault")
@EnabledOnOs(OS.LINUX)
final class UnheardRunTests {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(20);
    private static final String TOKEN = "canary-in-the-query";
    private static final ProfileId ADMIN = new ProfileId("admin");

    @TempDir
    private Path folder;

    private final CountDownLatch cut = new CountDownLatch(1);
    private final LoginSite site = LoginSite.start();

    @AfterEach
    void stop() {
        cut.countDown();
        site.close();
    }

    static final class SavingTestCase {
        @Test
        void saves(@LeasedPage(profile = "admin", startAt = "/") PageLease lease) {
            lease.page().navigate("/?token=" + TOKEN);
            lease.step("look at ?token=" + TOKEN);
            lease.mutation("rename store ?token=" + TOKEN, () -> {
                lease.page().evaluate("fetch('/save', {method: 'POST'})");
            });
            lease.page().locator("#never").waitFor();
        }
    }

    static final class VisitorTestCase {
        @Test
        void visits(@LeasedPage(profile = "admin", startAt = "/") Page page) {
            assertThat(page.url()).startsWith("http");
        }
    }

    /** The arguments are a folder and the password. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            System.setProperty("login.site.password", arguments[1]);
            run(Path.of(arguments[0]), SavingTestCase.class);
        }
    }

    private static SuiteRun.Outcome run(Path folder, Class<?> tests) {
        return SuiteRun.of(folder, tests)
                .with("leasehold.profiles", folder.resolve("profiles.json").toString())
                .with("leasehold.acquireTimeout", "PT3S")
                .run();
    }

    private String spooled() {
        Path spool = folder.resolve("home/spool");
        if (!Files.isDirectory(spool)) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(spool)) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private List<LeaseEvent> noted() {
        try (ProfileRegistry registry =
                Registries.file(folder.resolve("home/registry.db"), new MachineClock(Clock.systemUTC()))) {
            return registry.events(ADMIN, 50).stream()
                    .filter(event -> event.type() == EventType.HOLDER_NOTED)
                    .toList();
        }
    }

    @Test
    void theEndOfAMutationThatNobodyHeardIsToldToThePersonWhoLooks() throws Exception {
        SuiteRun.of(folder).profilesAt(site, "admin");
        site.handle("/save", exchange -> {
            awaitTheCut();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        try (OtherJvm jvm = OtherJvm.start(folder, Main.class, folder.toString(), LoginSite.PASSWORD)) {
            assertThat(OtherJvm.becomes(START, () -> site.requests("/save") > 0))
                    .as(Files.readString(folder.resolve("output.txt")))
                    .isTrue();
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home/registry.db"));
                    Statement statement = other.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 5000");
                statement.execute("BEGIN IMMEDIATE");
                cut.countDown();
                assertThat(OtherJvm.becomes(END, () -> spooled().contains("Its mutation 1 ended: ")))
                        .isTrue();
                assertThat(spooled()).doesNotContain(TOKEN, LoginSite.PASSWORD).doesNotContain(site.sessionIds());
                assertThat(jvm.kill(END)).isTrue();
            }
        }
        assertThat(noted()).isEmpty();

        CheckoutDeniedException denied = (CheckoutDeniedException) Objects.requireNonNull(
                run(folder, VisitorTestCase.class).failureOf("visits").getCause(), "cause");

        assertThat(denied.reason()).as("what was noted moves nothing").isEqualTo(Reason.PROFILE_QUARANTINED);
        assertThat(noted()).singleElement().satisfies(event -> assertThat(event.reason())
                .contains("while the registry did not answer: Its mutation 1 ended: "));
        assertThat(spooled()).isEmpty();
    }

    private void awaitTheCut() {
        try {
            cut.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
