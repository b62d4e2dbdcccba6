package io.leasehold.harbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.harbor.control.HarborControl;
import io.leasehold.harbor.login.LoginLimits;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlTests {
    private final HarborSupply harbor = HarborFixture.start(new MovableClock(), LoginLimits.DEFAULT, Duration.ZERO);
    private final HarborControl control = harbor.control();
    private final Browser browser = new Browser(harbor);

    @AfterEach
    void stop() {
        harbor.close();
    }

    @Test
    void loginsAreCountedPerAccountAndAtTheSameTime() {
        control.delayLogins(Duration.ofMillis(300));

        IntStream.range(0, 6).parallel().forEach(index -> new Browser(harbor)
                .signIn(index % 2 == 0 ? HarborFixture.BUYER : HarborFixture.ADMIN));

        assertThat(control.logins().succeeded()).isEqualTo(6);
        assertThat(control.logins().of(HarborFixture.BUYER)).isEqualTo(3);
        assertThat(control.logins().peakInFlight()).isBetween(2, 6);
        control.reset();
        assertThat(control.logins().succeeded()).isZero();
    }

    @Test
    void orderedFailuresHitOnlyTheNextLoginsOfThatAccount() {
        control.failNextLogins(HarborFixture.BUYER, 2);

        assertThat(browser.signIn(HarborFixture.BUYER).statusCode()).isEqualTo(500);
        assertThat(new Browser(harbor).signIn(HarborFixture.ADMIN).statusCode()).isEqualTo(303);
        assertThat(browser.signIn(HarborFixture.BUYER).statusCode()).isEqualTo(500);
        assertThat(browser.signIn(HarborFixture.BUYER).statusCode()).isEqualTo(303);
    }

    @Test
    void sessionsEndOneByOneOrAllOfAnAccount() {
        var other = new Browser(harbor);
        browser.signIn(HarborFixture.BUYER);
        other.signIn(HarborFixture.BUYER);
        String handle = control.sessions().get(0).handle();

        assertThat(control.expireSession(handle)).isTrue();
        assertThat(control.expireSession(handle)).isFalse();
        assertThat(control.sessions()).hasSize(1);
        assertThat(control.revokeSessions(HarborFixture.BUYER)).isEqualTo(1);
        assertThat(browser.get("/orders").statusCode()).isEqualTo(303);
        assertThat(other.get("/orders").statusCode()).isEqualTo(303);
    }

    @Test
    void controlOverHttpNeedsTheToken() {
        assertThat(browser.get("/control/sessions").statusCode()).isEqualTo(401);
        assertThat(browser.get("/control/sessions", "Authorization", "Bearer guess")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post("/control/reset", "guess").statusCode()).isEqualTo(401);
    }

    @Test
    void controlOverHttpDoesWhatTheControlDoes() {
        browser.signIn(HarborFixture.BUYER);
        String id = browser.sessionCookie().getValue();

        assertThat(authorised("/control/logins").body()).contains("\"succeeded\":1", "\"buyer@harbor.example\":1");
        assertThat(authorised("/control/sessions").body())
                .contains("buyer@harbor.example")
                .doesNotContain(id);
        assertThat(authorised("/control/accounts/two-factor@harbor.example/code")
                        .body())
                .containsPattern("\"[0-9]{6}\"");
        assertThat(post("/control/accounts/buyer@harbor.example/expire", harbor.controlToken())
                        .body())
                .isEqualTo("{\"ended\":1}");
        assertThat(browser.get("/orders").headers().firstValue("Location").orElseThrow())
                .contains("reason=expired");
        assertThat(post("/control/accounts/buyer@harbor.example/fail-logins?count=1", harbor.controlToken())
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.signIn(HarborFixture.BUYER).statusCode()).isEqualTo(500);
        assertThat(post("/control/accounts/nobody@harbor.example/expire", harbor.controlToken())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void controlRefusesAccountsThatDoNotExist() {
        assertThatThrownBy(() -> control.requireTwoFactor("nobody@harbor.example", true))
                .hasMessage("There is no account 'nobody@harbor.example'.");
    }

    @Test
    void dataAndSessionsOutliveARestartInADirectoryOfOnesOwn(@TempDir Path directory) {
        HarborOptions options = HarborOptions.defaults()
                .withDataDirectory(directory)
                .withBcryptCost(4)
                .withPassword("a password of the test");
        String cookie;
        try (HarborSupply first = HarborSupply.start(options)) {
            var visitor = new Browser(first);
            visitor.signIn(HarborFixture.BUYER);
            cookie = "harbor_session=" + visitor.sessionCookie().getValue();
        }
        try (HarborSupply second = HarborSupply.start(options)) {
            assertThat(new Browser(second).get("/orders", "Cookie", cookie).body())
                    .contains("Signed in as buyer@harbor.example", ">360 orders<");
        }
        assertThat(directory.resolve("harbor.db")).exists();
        assertThat(options.toString()).doesNotContain("a password of the test");
    }

    private HttpResponse<String> authorised(String address) {
        return browser.get(address, "Authorization", "Bearer " + harbor.controlToken());
    }

    private HttpResponse<String> post(String address, String token) {
        return browser.send(browser.request(address)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));
    }
}
