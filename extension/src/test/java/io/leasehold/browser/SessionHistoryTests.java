package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.profile.SessionState;
import io.leasehold.timeline.TimelineEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which signs make a session suspicious, who looks, and how its end is told. Requirement: C9. */
final class SessionHistoryTests {

    private static final Instant NOW = Instant.parse("2026-03-04T10:15:30Z");
    private static final Instant SEEN = NOW.minusMillis(1_500);
    private static final SignIn LOGGED_IN = new SignIn(SessionState.READY, true, "http://h.example/desk");
    private static final SignIn STILL_IN = new SignIn(SessionState.READY, false, "http://h.example/desk");

    private final List<String> told = new ArrayList<>();
    private Profile profile;
    private SessionHistory history;

    @BeforeEach
    void signInFirst(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("profiles.json"),
                """
                {"baseUrl": "http://h.example", "entryUrl": "/desk", "profiles": {"shop": {"accountId": "shop",
                 "login": {"url": "/sign-in", "steps": [{"click": "Sign in"}]}}}}""");
        profile = ProfilesFile.open(file.toString()).profile("shop");
        history = new SessionHistory(profile, Clock.fixed(NOW, ZoneOffset.UTC));
        history.tellTo(this::tell);
        history.signedOut("http://h.example/welcome?next=/desk");
        history.found(LOGGED_IN);
    }

    private long tell(TimelineEvent event) {
        told.add(event.kind().code());
        return 40L + told.size();
    }

    private static SessionSign sign(String key) {
        return new SessionSign(SEEN, "GET /" + key + " answered 401", "lease 7f of T.t", key);
    }

    private int looks(SignIn found) {
        AtomicInteger looks = new AtomicInteger();
        history.settle(() -> {
            looks.incrementAndGet();
            if (found.loggedIn()) {
                history.signedOut("http://h.example/welcome");
            }
            history.found(found);
        });
        return looks.get();
    }

    @Test
    void theFirstLoginIsNoLoss() {
        assertThat(history.generation()).isEqualTo(1);
        assertThat(history.lossSince(0)).isEmpty();
        assertThat(told).isEmpty();
        assertThat(looks(STILL_IN)).isZero();
    }

    @Test
    void aSessionThatWasRestoredIsAGenerationToo() {
        SessionHistory restored = new SessionHistory(profile, Clock.systemUTC());

        restored.found(STILL_IN);

        assertThat(restored.generation()).isEqualTo(1);
    }

    @Test
    void aSignHasTheNextLeaseLookOnceAndASecondOfItsKindDoesNot() {
        history.suspect(sign("orders"));
        history.suspect(sign("orders"));

        assertThat(history.isSuspected()).isTrue();
        assertThat(looks(STILL_IN)).isEqualTo(1);
        history.suspect(sign("orders"));
        assertThat(history.isSuspected()).isFalse();
        assertThat(looks(STILL_IN)).isZero();
        assertThat(told).containsExactly("session_suspected", "session_kept");
        assertThat(history.lossSince(1)).isEmpty();
    }

    @Test
    void aSignOfAnotherPlaceOrOfTheNextGenerationCountsAgain() {
        history.suspect(sign("orders"));
        assertThat(looks(LOGGED_IN)).isEqualTo(1);
        assertThat(history.generation()).isEqualTo(2);

        history.suspect(sign("orders"));
        assertThat(looks(STILL_IN)).isEqualTo(1);
        history.suspect(sign("prices"));
        assertThat(looks(STILL_IN)).isEqualTo(1);
    }

    @Test
    void aLossIsToldWithItsFirstSignAndTheNewLogin() {
        history.suspect(sign("orders"));
        history.suspect(sign("prices"));

        looks(LOGGED_IN);

        assertThat(told).containsExactly("session_suspected", "session_suspected", "session_lost", "session_healed");
        assertThat(history.lossSince(1).orElseThrow().describe("shop"))
                .isEqualTo("The session of profile 'shop' ended at 2026-03-04T10:15:28.500Z (generation 1): GET /orders"
                        + " answered 401 on lease 7f of T.t; signed in again at 2026-03-04T10:15:30Z, later tests run on"
                        + " it. See row 43 of timeline.jsonl.");
        assertThat(history.lossSince(2)).isEmpty();
    }

    @Test
    void aLossWithoutASignSaysThatALookFoundIt() {
        history.suspect();

        looks(LOGGED_IN);

        assertThat(history.lossSince(1).orElseThrow().describe("shop"))
                .startsWith(
                        "The session of profile 'shop' ended at 2026-03-04T10:15:30Z (generation 1): a look found it"
                                + " signed out; signed in again");
    }

    @Test
    void aLoginThatFailsLeavesTheLossUnhealedAndALaterLookIsDue() {
        history.suspect(sign("orders"));

        assertThatThrownBy(() -> history.settle(() -> {
                    history.signedOut("http://h.example/welcome");
                    throw new IllegalStateException("the login failed");
                }))
                .hasMessage("the login failed");

        assertThat(history.isSuspected()).isTrue();
        assertThat(history.lossSince(1).orElseThrow().describe("shop"))
                .contains("; signing in again has not succeeded, which later tests are told. See row");
    }

    @Test
    void aSignThatWasSettledIsNotBlamedForALaterLoss() {
        history.suspect(sign("forbidden"));
        looks(STILL_IN);
        history.suspect(sign("orders"));

        looks(LOGGED_IN);

        assertThat(history.lossSince(1).orElseThrow().describe("shop")).contains("GET /orders answered");
    }

    @Test
    void aSignThatComesWhileSomebodyLooksIsLookedAtNext() {
        history.suspect(sign("forbidden"));
        history.settle(() -> {
            history.suspect(sign("orders"));
            history.found(STILL_IN);
        });

        assertThat(history.isSuspected()).isTrue();
        assertThat(looks(LOGGED_IN)).isEqualTo(1);
        assertThat(history.lossSince(1).orElseThrow().describe("shop")).contains("GET /orders answered");
    }

    @Test
    void oneOfManyThreadsLooks() throws Exception {
        int threads = 8;
        AtomicInteger looks = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                all.add(pool.submit(() -> {
                    history.suspect(sign("orders"));
                    together.await(30, TimeUnit.SECONDS);
                    history.settle(looks::incrementAndGet);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(looks).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h.example/sign-in, true",
        "http://h.example/sign-in/?next=/orders, true",
        "HTTP://H.example/sign-in#top, true",
        "http://h.example/welcome, true",
        "http://h.example/welcome#/orders, false",
        "http://h.example/desk, false",
        "http://h.example/, false",
        "http://h.example, false",
        "http://other.example/sign-in, false",
        "about:blank, false",
        "not a url, false"
    })
    void theLoginPageIsWhereTheProfileOrALookSawIt(String url, boolean expected) {
        assertThat(history.isLoginPage(url)).isEqualTo(expected);
    }

    @Test
    void aHashRouteIsAPlace() {
        history.signedOut("http://h.example/app#/login?next=1");

        assertThat(history.isLoginPage("http://h.example/app#/login")).isTrue();
        assertThat(history.isLoginPage("http://h.example/app#/orders")).isFalse();
    }

    @Test
    void anApplicationThatAsksForThePasswordOnAnyPageHasNoLoginPage() {
        history.signedOut("http://h.example/desk");
        history.signedOut("http://h.example/");

        assertThat(history.isLoginPage("http://h.example/desk")).isFalse();
        assertThat(history.isLoginPage("http://h.example/")).isFalse();
    }
}
