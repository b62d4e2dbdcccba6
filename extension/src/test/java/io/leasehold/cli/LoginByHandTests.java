package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.LoginCount;
import io.leasehold.registry.LoginResult;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person signs in by hand in the browser that the command opened: the test is the person, with a Playwright of its own
 * that reaches the browser from outside.
 *
 * <p>Requirement: P3, P8, P12.
 */
@Tag("browser")
final class LoginByHandTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final LoginSite site = LoginSite.start();
    private CommandRun command;
    private Path data;

    @BeforeEach
    void prepare() throws IOException {
        command = CommandRun.in(folder).withVariable("DISPLAY", "none");
        data = command.home().resolve("sessions/shop-admin/data");
        profile("kept");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private void profile(String session) throws IOException {
        profile(session, "");
    }

    private void profile(String session, String browser) throws IOException {
        Files.writeString(
                folder.resolve("profiles.json"),
                """
                {"baseUrl": "%s", "entryUrl": "/", "profiles": {"shop-admin": {
                  "accountId": "admin", "session": "%s", "browser": {"args": ["--remote-debugging-port=0"]%s},
                  "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']",
                    "account": {"selector": "#account", "contains": "admin"}}}}}"""
                        .formatted(site.baseUrl(), session, browser));
    }

    private CompletableFuture<CommandRun.Answer> login(String... more) {
        String[] line = Stream.concat(Stream.of("login", "shop-admin", "--headless", "--json"), Stream.of(more))
                .toArray(String[]::new);
        return CompletableFuture.supplyAsync(() -> command.run(line));
    }

    private String port() throws IOException {
        Path file = data.resolve("DevToolsActivePort");
        assertThat(Waiting.until(LIMIT, () -> Files.exists(file) && site.requests("/login") > 0))
                .as("the browser shows the login page")
                .isTrue();
        return Files.readAllLines(file).get(0);
    }

    /** What a person does: types into the form that is there, and clicks. */
    private void signInAs(String account) throws IOException {
        try (Playwright playwright = Playwright.create();
                Browser browser = playwright.chromium().connectOverCDP("http://127.0.0.1:" + port())) {
            Page page = browser.contexts().get(0).pages().stream()
                    .filter(one -> one.url().endsWith("/login"))
                    .findFirst()
                    .orElseThrow();
            page.getByLabel("Email").fill(account);
            page.getByLabel("Password").fill(LoginSite.PASSWORD);
            page.getByText("Sign in").click();
            page.waitForSelector("#account");
        }
    }

    private Optional<ProfileStatus> status() {
        try (ProfileRegistry registry = command.registry()) {
            return registry.find(History.ADMIN);
        }
    }

    @Test
    void aSessionThatAPersonSignedInIsKeptForTheNextRun() throws Exception {
        Set<ProcessHandle> processes = ProcessHandle.current().descendants().collect(Collectors.toSet());
        CompletableFuture<CommandRun.Answer> first = login();
        port();
        assertThat(status().orElseThrow().state()).isEqualTo(ProfileState.LEASED);
        // Nobody opens the application beside a login that is under way.
        assertThat(Waiting.until(Duration.ofSeconds(3), () -> site.requests("/") > 1))
                .isFalse();
        signInAs("admin");
        CommandRun.Answer answer =
                first.get(LIMIT.toSeconds(), TimeUnit.SECONDS).ended(ExitCode.DONE);

        assertThat(answer.json().toString())
                .isEqualTo("{\"done\":true,\"act\":\"login\",\"outcome\":\"signed_in\",\"profile_id\":\"shop-admin\","
                        + "\"by\":\"pat\",\"state_after\":\"available\"}");
        assertThat(answer.err()).contains("Sign in as admin in the window");
        assertThat(answer.out() + answer.err()).doesNotContain(LoginSite.PASSWORD);
        site.sessionIds().forEach(id -> assertThat(answer.out() + answer.err()).doesNotContain(id));
        assertThat(Waiting.until(
                        LIMIT, () -> ProcessHandle.current().descendants().allMatch(processes::contains)))
                .as("driver and browser have ended")
                .isTrue();
        try (ProfileRegistry registry = command.registry()) {
            LeaseRecord lease = registry.leases(History.ADMIN, 1).get(0);
            assertThat(lease.status()).isEqualTo(LeaseStatus.RELEASED);
            assertThat(lease.holder().runId()).isEqualTo("login-by-hand");
            assertThat(registry.events(History.ADMIN, 1).get(0).reason())
                    .isEqualTo("pat signed in by hand, and the session is kept.");
        }
        // The next one finds itself signed in, with nobody at the window.
        assertThat(login().get(LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .ended(ExitCode.DONE)
                        .json()
                        .get("done")
                        .asBoolean())
                .isTrue();
        assertThat(site.logins()).isEqualTo(1);
        assertThat(counted().logins()).isEqualTo(1);
        assertThat(counted().last().orElseThrow().kind()).isEqualTo(LoginResult.Kind.ACCEPTED);
    }

    private LoginCount counted() {
        try (ProfileRegistry registry = command.registry()) {
            return registry.logins(History.ADMIN).orElseThrow();
        }
    }

    @Test
    void aUserDataFolderOfOnesOwnIsSignedInWhereItIs() throws Exception {
        data = Files.createDirectory(folder.resolve("own"));
        profile("fresh", ", \"userDataDir\": \"" + data + "\"");
        CompletableFuture<CommandRun.Answer> first = login();
        signInAs("admin");
        first.get(LIMIT.toSeconds(), TimeUnit.SECONDS).ended(ExitCode.DONE);

        login().get(LIMIT.toSeconds(), TimeUnit.SECONDS).ended(ExitCode.DONE);

        assertThat(site.logins()).isEqualTo(1);
        assertThat(data.resolve("Default")).isDirectory();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(command.home().resolve("sessions/shop-admin/cookies.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherAccountPutsTheProfileAside() throws Exception {
        CompletableFuture<CommandRun.Answer> login = login("--minutes", "1");
        signInAs("clerk");
        assertThat(Waiting.until(LIMIT, () -> command.saidSoFar().contains("Another account is signed in")))
                .isTrue();
        closeTheWindow();

        CommandRun.Answer answer =
                login.get(LIMIT.toSeconds() + 30, TimeUnit.SECONDS).ended(ExitCode.NOT_DONE);
        assertThat(answer.json().get("outcome").asText()).isEqualTo("other_account");
        assertThat(answer.err()).contains("Another account is signed in");
        assertThat(status().orElseThrow().state()).isEqualTo(ProfileState.QUARANTINED);
    }

    private void closeTheWindow() throws IOException {
        try (Playwright playwright = Playwright.create();
                Browser browser = playwright.chromium().connectOverCDP("http://127.0.0.1:" + port())) {
            browser.newBrowserCDPSession().send("Browser.close");
        }
    }

    @Test
    void aWindowThatIsClosedGivesUpAndGivesTheProfileBack() throws Exception {
        CompletableFuture<CommandRun.Answer> login = login();
        closeTheWindow();

        CommandRun.Answer answer =
                login.get(LIMIT.toSeconds(), TimeUnit.SECONDS).ended(ExitCode.NOT_DONE);

        assertThat(answer.json().get("outcome").asText()).isEqualTo("given_up");
        assertThat(status().orElseThrow().state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(site.logins()).isZero();
    }

    @Test
    void aProfileThatIsHeldIsNotSignedInToMeanwhile() {
        try (ProfileRegistry registry = command.registry()) {
            new History(registry).leased("shop-admin", "run-7");

            CommandRun.Answer answer = command.with("leasehold.acquireTimeout", "PT1S")
                    .run("login", "shop-admin", "--headless")
                    .ended(ExitCode.NOT_DONE);

            assertThat(answer.err()).contains("held by run run-7");
            assertThat(site.requests("/")).isZero();
        }
    }

    @Test
    void aProfileUnderReviewIsReviewedFirst() {
        try (ProfileRegistry registry = command.registry()) {
            new History(registry).reviewRequired("shop-admin", "run-7");
        }

        CommandRun.Answer answer =
                command.run("login", "shop-admin", "--headless").ended(ExitCode.NOT_DONE);

        assertThat(answer.err()).contains("leasehold review shop-admin --return --note");
        assertThat(site.requests("/")).isZero();
    }

    @Test
    void aSessionThatIsNotKeptIsRefusedWithTheFix() throws Exception {
        profile("fresh");

        CommandRun.Answer answer =
                command.run("login", "shop-admin", "--headless").ended(ExitCode.NOT_DONE);

        assertThat(answer.err()).contains("Say \"session\": \"kept\" for it in", "profiles.json");
        assertThat(command.home()).doesNotExist();
    }

    @Test
    void aProfileThatTheFileDoesNotHaveIsUnknown() {
        assertThat(command.run("login", "shop-amdin", "--headless")
                        .ended(ExitCode.UNKNOWN_PROFILE)
                        .err())
                .contains("shop-admin");
        assertThat(command.home()).doesNotExist();
    }

    @Test
    void withoutAScreenItSaysSo() {
        CommandRun.Answer answer =
                CommandRun.in(folder).run("login", "shop-admin").ended(ExitCode.NOT_DONE);

        assertThat(answer.err()).contains("no screen to show a window on");
        assertThat(command.home()).doesNotExist();
    }
}
