package io.leasehold.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeasedPage;
import io.leasehold.ProfileId;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.registry.ActResult;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.jdbc.LogChecker;
import io.leasehold.registry.jdbc.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A site, a run in a JVM of its own that is made to end early, and the run after it. */
final class CrashedRun implements AutoCloseable {

    static final Duration END = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofSeconds(60);
    private static final ProfileId ADMIN = new ProfileId("admin");

    private final Path folder;
    private final String url;
    private final LoginSite site;
    private final CountDownLatch over = new CountDownLatch(1);

    CrashedRun(Path folder) throws IOException {
        this(folder, "");
    }

    /** Begins with a registry at a JDBC URL; in a file of the folder where that is empty. */
    CrashedRun(Path folder, String url) throws IOException {
        this.folder = folder;
        this.url = url;
        this.site = LoginSite.start();
        site.handle("/save", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        neverAnswers("/slow");
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        profiles("");
    }

    LoginSite site() {
        return site;
    }

    void neverAnswers(String path) {
        site.handle(path, exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Writes the file of profiles: the admin, with what more the test has to say. */
    void profiles(String more) {
        SuiteRun.of(folder)
                .profiles(
                        """
                        {"baseUrl": "%s", "entryUrl": "/", "profiles": {"admin": {%s "accountId": "admin",
                         "login": {"url": "/login", "steps": [
                          {"fill": "Email", "with": "admin"},
                          {"fill": "Password", "with": "${property:login.site.password}"},
                          {"click": "Sign in"},
                          {"expect": "#account"}]},
                         "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}}}"""
                                .formatted(site.baseUrl(), more));
    }

    static final class VisitorTestCase {
        @Test
        void visits(@LeasedPage(profile = "admin", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("admin");
        }
    }

    OtherJvm started(String stage, BooleanSupplier ready) throws IOException, InterruptedException {
        OtherJvm jvm = OtherJvm.start(folder, StageRun.class, folder.toString(), LoginSite.PASSWORD, stage, url);
        if (!OtherJvm.becomes(START, ready)) {
            jvm.close();
            throw new AssertionError(Files.readString(folder.resolve("output.txt")));
        }
        return jvm;
    }

    boolean isReady() {
        return Files.exists(folder.resolve("ready"));
    }

    /** Kills the JVM and waits until its browser has followed it. */
    void killedAt(String stage, BooleanSupplier ready) throws IOException, InterruptedException {
        try (OtherJvm jvm = started(stage, ready)) {
            assertThat(jvm.kill(END)).isTrue();
        }
    }

    SuiteRun.Outcome nextRun() {
        return SuiteRun.of(folder, VisitorTestCase.class)
                .with("leasehold.profiles", folder.resolve("profiles.json").toString())
                .with("leasehold.registry.url", url)
                .with("leasehold.acquireTimeout", "PT3S")
                .run();
    }

    private ProfileRegistry registry() {
        return url.isEmpty()
                ? Registries.file(folder.resolve("home/registry.db"), new MachineClock(Clock.systemUTC()))
                : Registries.server(url, "", "");
    }

    ProfileStatus status() {
        try (ProfileRegistry registry = registry()) {
            return registry.find(ADMIN).orElseThrow();
        }
    }

    /** Does to the profile what a person says. */
    void act(PersonAct act) {
        try (ProfileRegistry registry = registry()) {
            assertThat(registry.act(ADMIN, act).kind()).isEqualTo(ActResult.Kind.DONE);
        }
    }

    String step() {
        return status().lease().orElseThrow().work().progress().step();
    }

    List<EventType> events() {
        try (ProfileRegistry registry = registry()) {
            return registry.events(ADMIN, 50).stream().map(LeaseEvent::type).toList();
        }
    }

    /** Returns what is wrong with what the runs wrote. */
    List<String> violations() {
        try (ProfileRegistry registry = registry()) {
            return LogChecker.violations(registry);
        }
    }

    static CheckoutDeniedException denied(SuiteRun.Outcome outcome) {
        return (CheckoutDeniedException)
                Objects.requireNonNull(outcome.failureOf("visits").getCause(), "cause");
    }

    ProfileState state() {
        return status().state();
    }

    @Override
    public void close() {
        over.countDown();
        site.close();
    }
}
