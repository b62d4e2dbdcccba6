package io.leasehold.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.harbor.login.LoginLimits;
import io.leasehold.harbor.traps.Trap;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What the servers of the traps keep, and whom they show it, without a browser. Requirement: R1. */
@TestInstance(Lifecycle.PER_CLASS)
final class TrapPagesTests {
    private static final String TYPED = "New Lighthouse";
    private static final String MUTATION = "mutation Save($value: String!) { saveField(value: $value) { value } }";
    private static final Map<String, String> FORM =
            Map.of("value", TYPED, "note", TYPED, "email", "new@lighthouse.example", "version", "0");

    private final MovableClock clock = new MovableClock();
    private final HarborSupply harbor =
            HarborFixture.start(clock, new LoginLimits(1000, 5, Duration.ofMinutes(1)), Duration.ZERO);
    private Browser writer = new Browser(harbor);
    private Browser reader = new Browser(harbor);

    @BeforeEach
    void signIn() {
        writer = signedIn(HarborFixture.ADMIN);
        reader = signedIn(HarborFixture.AUDITOR);
    }

    @AfterAll
    void stop() {
        harbor.close();
    }

    @ParameterizedTest
    @EnumSource(Trap.class)
    void everyTrapHasAPageAndATwinAtAnAddressOfTheirOwn(Trap trap) {
        for (boolean honest : new boolean[] {false, true}) {
            HttpResponse<String> page = reader.get(trap.address(honest, "seen"));

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains(
                            "<h1>Trap " + trap.number() + "</h1>",
                            trap.description().split("'", -1)[0]);
        }
        assertThat(reader.get("/traps").body()).contains(trap.address(false, "by-hand"), trap.address(true, "by-hand"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SOCKET", "GRAPHQL"})
    void honestServerKeepsWhatItWasGivenAndShowsItToEverybody(Trap trap) {
        String address = trap.address(true, "kept");
        assertThat(shown(trap, address)).doesNotContain(TYPED).doesNotContain("new@lighthouse.example");

        assertThat(post(address).statusCode()).isLessThan(400);
        clock.advance(Duration.ofSeconds(3));

        assertThat(shown(trap, address)).containsAnyOf(TYPED, "new@lighthouse.example");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SOCKET", "GRAPHQL", "TYPED", "BEACON", "HALF", "TWICE", "HTTP_CACHE"})
    void serverOfATrapShowsNobodyElseWhatItWasGiven(Trap trap) {
        String address = trap.address(false, "dropped");
        // The first to come owns what is there, where that matters.
        writer.get(address);

        post(address);
        clock.advance(Duration.ofSeconds(3));

        assertThat(shown(trap, address)).doesNotContain(TYPED).doesNotContain("new@lighthouse.example");
    }

    @Test
    void bufferAnswersOneReadAndForgets() {
        String address = Trap.HTTP_CACHE.address(false, "buffered");
        post(address);

        HttpResponse<String> first = writer.get(address + "/data");

        assertThat(first.body()).contains(TYPED);
        assertThat(first.headers().firstValue("Cache-Control")).contains("private, max-age=600");
        assertThat(writer.get(address + "/data").body()).doesNotContain(TYPED);
    }

    @Test
    void refusalComesAfterAPromise() {
        String address = Trap.REFUSED_LATER.address(false, "late");

        assertThat(post(address).statusCode()).isEqualTo(202);

        assertThat(reader.get(address).body()).contains(TYPED);
        clock.advance(Duration.ofMillis(1500));
        assertThat(reader.get(address).body()).doesNotContain(TYPED);
    }

    @Test
    void acceptanceComesTrueAfterTwoSeconds() {
        String address = Trap.ACCEPTED_LATE.address(true, "late");
        post(address);

        clock.advance(Duration.ofMillis(1999));
        assertThat(reader.get(address).body()).doesNotContain(TYPED);
        clock.advance(Duration.ofMillis(1));
        assertThat(reader.get(address).body()).contains(TYPED);
    }

    @Test
    void writerReadsWhereItWroteAndOthersWaitForTheReplica() {
        String address = Trap.REPLICA.address(true, "lag");
        post(address);

        assertThat(writer.get(address).body()).contains(TYPED);
        assertThat(reader.get(address).body()).doesNotContain(TYPED);
        clock.advance(Duration.ofMillis(1500));
        assertThat(reader.get(address).body()).contains(TYPED);
    }

    @Test
    void replicaOfTheTrapNeverCatchesUpAndItsWriterNeverNotices() {
        String address = Trap.REPLICA.address(false, "lost");
        post(address);
        clock.advance(Duration.ofMinutes(5));

        assertThat(writer.get(address).body()).contains(TYPED);
        assertThat(reader.get(address).body()).doesNotContain(TYPED);
    }

    @Test
    void answersAreWhatTheyAreInTheWild() {
        assertThat(post(Trap.OPTIMISTIC.address(false, "no")).statusCode()).isEqualTo(500);
        assertThat(post(Trap.CONFLICT.address(false, "no")).statusCode()).isEqualTo(409);
        assertThat(post(Trap.DROPPED.address(false, "no")).body()).contains(TYPED, ">Saved<");
        assertThat(post(Trap.LOCAL_STORAGE.address(false, "no")).statusCode()).isEqualTo(200);
    }

    @Test
    void graphAnswersWithSuccessWhateverCameOfIt() {
        String trap = Trap.GRAPHQL.address(false, "graph");
        String honest = Trap.GRAPHQL.address(true, "graph");

        HttpResponse<String> refused = mutate(trap);
        HttpResponse<String> saved = mutate(honest);

        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.body()).contains("\"errors\"").doesNotContain(TYPED);
        assertThat(saved.body()).contains(TYPED).doesNotContain("errors");
        assertThat(operate(honest, "query Read { field { value } }").body()).contains(TYPED);
        assertThat(operate(trap, "query Read { field { value } }").body()).doesNotContain(TYPED);
        assertThat(operate(reader, honest, "query Read { field { value } }").body())
                .contains(TYPED);
        assertThat(operate(reader, honest, MUTATION).statusCode()).isEqualTo(403);
        assertThat(operate(trap, "drop everything").body()).contains("There is no such field.");
    }

    @Test
    void sessionEndsWithTheSaveAndTheLoginPageKnowsTheAddress() {
        Browser leaver = signedIn(HarborFixture.BUYER);
        String address = Trap.LOGGED_OUT.address(false, "gone");

        HttpResponse<String> answer = leaver.submit(address, address, FORM);

        String login = answer.headers().firstValue("Location").orElseThrow();
        assertThat(leaver.get(login).body()).contains("value=\"new@lighthouse.example\"");
        assertThat(leaver.get(address).statusCode()).isEqualTo(303);
    }

    @Test
    void thoseWhoMayNotWriteWriteNothingAndUnknownPlacesAreMissing() {
        String address = Trap.CHANGED.address(true, "refused");

        assertThat(reader.submit(address, address, FORM).statusCode()).isEqualTo(403);
        assertThat(reader.get(address).body()).doesNotContain(TYPED);
        assertThat(Stream.of("/traps/changed/other/x", "/traps/changed/trap/X", "/traps/unknown/trap/x")
                        .map(place -> reader.get(place).statusCode()))
                .containsOnly(404);
    }

    private HttpResponse<String> post(String address) {
        return writer.submit("/settings", address, FORM);
    }

    private HttpResponse<String> mutate(String address) {
        return operate(address, MUTATION);
    }

    private HttpResponse<String> operate(String address, String query) {
        return operate(writer, address, query);
    }

    private static HttpResponse<String> operate(Browser browser, String address, String query) {
        String body = "{\"query\":\"" + query + "\",\"variables\":{\"value\":\"" + TYPED + "\"}}";
        return browser.send(browser.request(address + "/api")
                .header("Content-Type", "application/json")
                .header("X-CSRF-Token", browser.token("/orders"))
                .POST(BodyPublishers.ofString(body)));
    }

    /** Returns what somebody else sees; pages that ask for their value by themselves are asked for it. */
    private String shown(Trap trap, String address) {
        boolean byScript = trap == Trap.SERVICE_WORKER || trap == Trap.HTTP_CACHE;
        return reader.get(byScript ? address + "/data" : address).body();
    }

    private Browser signedIn(String account) {
        Browser browser = new Browser(harbor);
        assertThat(browser.signIn(account).statusCode()).isEqualTo(303);
        return browser;
    }
}
