package io.leasehold.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.harbor.login.LoginLimits;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoginTests {
    private static final LoginLimits LIMITS = new LoginLimits(10, 5, Duration.ofMinutes(15));

    private final MovableClock clock = new MovableClock();
    private final HarborSupply harbor = HarborFixture.start(clock, LIMITS, Duration.ZERO);
    private final Browser browser = new Browser(harbor);

    @AfterEach
    void stop() {
        harbor.close();
    }

    @Test
    void rightPasswordLeadsToTheWantedPageUnderANewSessionId() {
        assertThat(location(browser.get("/orders?q=tea"))).isEqualTo("/login?next=%2Forders%3Fq%3Dtea");
        String token = browser.token("/login");
        String before = browser.sessionCookie().getValue();

        HttpResponse<String> answer = browser.post(
                "/login",
                Map.of(
                        "email",
                        HarborFixture.BUYER,
                        "password",
                        harbor.passwordOf(HarborFixture.BUYER),
                        "next",
                        "/orders?q=tea"),
                token);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/orders?q=tea");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("harbor_session=")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(browser.sessionCookie().getValue()).isNotEqualTo(before);
        assertThat(browser.get("/orders").body())
                .contains(
                        "data-testid=\"account\">Signed in as buyer@harbor.example</a>", "data-testid=\"role\">buyer<");
    }

    @Test
    void nextNeverLeadsToAnotherSite() {
        for (String elsewhere : new String[] {"//evil.example", "https://evil.example", "/\\evil.example"}) {
            var fields = Map.of(
                    "email",
                    HarborFixture.BUYER,
                    "password",
                    harbor.passwordOf(HarborFixture.BUYER),
                    "next",
                    elsewhere);
            var visitor = new Browser(harbor);
            assertThat(location(visitor.submit("/login", "/login", fields))).isEqualTo("/orders");
        }
    }

    @Test
    void wrongPasswordAndUnknownAccountLookTheSame() {
        HttpResponse<String> wrong = browser.signIn(HarborFixture.BUYER, "not it");
        HttpResponse<String> unknown = browser.signIn("nobody@harbor.example", "not it");

        assertThat(wrong.statusCode()).isEqualTo(401).isEqualTo(unknown.statusCode());
        assertThat(wrong.body()).contains("role=\"alert\">Email or password is wrong<");
        assertThat(unknown.body()).contains("role=\"alert\">Email or password is wrong<");
        assertThat(harbor.control().logins().failed()).isEqualTo(2);
    }

    @Test
    void fiveWrongPasswordsLockTheAccountForAWhile() {
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn(HarborFixture.BUYER, "not it").statusCode())
                    .isEqualTo(401);
        }

        HttpResponse<String> locked = browser.signIn(HarborFixture.BUYER);
        assertThat(locked.statusCode()).isEqualTo(423);
        assertThat(locked.body()).contains("This account is locked", "Try again in 15 min.");

        clock.advance(Duration.ofMinutes(15));
        assertThat(browser.signIn(HarborFixture.BUYER).statusCode()).isEqualTo(303);
    }

    @Test
    void tooManyLoginsInAMinuteAreToldWhenToComeBack() {
        for (int i = 0; i < 10; i++) {
            assertThat(new Browser(harbor).signIn(HarborFixture.BUYER).statusCode())
                    .isEqualTo(303);
        }
        clock.advance(Duration.ofSeconds(20));

        HttpResponse<String> refused = browser.signIn(HarborFixture.BUYER);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("40");
        assertThat(browser.signIn(HarborFixture.ADMIN).statusCode()).isEqualTo(303);

        clock.advance(Duration.ofSeconds(40));
        assertThat(new Browser(harbor).signIn(HarborFixture.BUYER).statusCode()).isEqualTo(303);
    }

    @Test
    void verificationCodeIsOwedBeforeAnyPage() {
        assertThat(location(browser.signIn(HarborFixture.TWO_FACTOR))).startsWith("/challenge");
        assertThat(location(browser.get("/orders"))).startsWith("/challenge");
        assertThat(browser.get("/challenge").body())
                .contains("Enter the code from your authenticator app", "Verification code");
        assertThat(harbor.control().logins().succeeded()).isZero();

        String right = harbor.control().verificationCode(HarborFixture.TWO_FACTOR);
        String wrong = right.charAt(0) == '1' ? "2" + right.substring(1) : "1" + right.substring(1);
        assertThat(verify(wrong).statusCode()).isEqualTo(401);
        assertThat(verify(right).statusCode()).isEqualTo(303);
        assertThat(browser.get("/orders").statusCode()).isEqualTo(200);
        assertThat(harbor.control().logins().of(HarborFixture.TWO_FACTOR)).isEqualTo(1);
    }

    @Test
    void verificationCodeCanBeSwitchedForAnyAccount() {
        harbor.control().requireTwoFactor(HarborFixture.BUYER, true);
        harbor.control().requireTwoFactor(HarborFixture.TWO_FACTOR, false);

        assertThat(location(browser.signIn(HarborFixture.BUYER))).startsWith("/challenge");
        assertThat(location(new Browser(harbor).signIn(HarborFixture.TWO_FACTOR)))
                .isEqualTo("/orders");
    }

    @Test
    void secondLoginOfASingleSessionAccountEndsTheFirst() {
        var second = new Browser(harbor);
        browser.signIn(HarborFixture.SINGLE);
        second.signIn(HarborFixture.SINGLE);

        assertThat(location(browser.get("/orders"))).startsWith("/login?reason=signed-in-elsewhere");
        assertThat(browser.get("/login?reason=signed-in-elsewhere").body()).contains("has signed in elsewhere");
        assertThat(second.get("/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        browser.signIn(HarborFixture.BUYER);
        String stolen = browser.sessionCookie().getValue();

        assertThat(location(browser.submit("/orders", "/logout", Map.of()))).isEqualTo("/login?reason=signed-out");

        HttpResponse<String> replay = new Browser(harbor).get("/orders", "Cookie", "harbor_session=" + stolen);
        assertThat(location(replay)).startsWith("/login");
    }

    @Test
    void sessionIsOverAfterItsLifetime() {
        browser.signIn(HarborFixture.BUYER);
        clock.advance(Duration.ofHours(8).plusSeconds(1));

        assertThat(location(browser.get("/account"))).startsWith("/login?reason=expired");
        assertThat(harbor.control().sessions()).isEmpty();
    }

    private HttpResponse<String> verify(String code) {
        return browser.submit("/challenge", "/challenge", Map.of("code", code));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("^http://[^/]+", "");
    }
}
