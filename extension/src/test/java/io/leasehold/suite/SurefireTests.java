package io.leasehold.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.MavenBuild;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real build with two forks and with reruns. Requirement: L2, L13. */
@Tag("browser")
final class SurefireTests {

    private final Set<String> forks = ConcurrentHashMap.newKeySet();
    private final CountDownLatch both = new CountDownLatch(2);

    private void meet(HttpExchange exchange) throws IOException {
        forks.add(String.valueOf(exchange.getRequestURI().getQuery()));
        both.countDown();
        try {
            // Neither fork ends before the other has begun, so each has a class of its own.
            boolean met = both.await(60, TimeUnit.SECONDS);
            LoginSite.html(exchange, met ? 200 : 500, "met");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void eachForkLogsInOnceAndRerunsWork(@TempDir Path folder) throws Exception {
        try (LoginSite site = LoginSite.start()) {
            site.handle("/meet", this::meet);
            SuiteRun.of(folder).profiles(twoSeats(site));

            String output = MavenBuild.of(folder, FirstForkTestCase.class, SecondForkTestCase.class)
                    .with("forkCount", "2")
                    .with("rerunFailingTestsCount", "1")
                    .property("login.site.password", LoginSite.PASSWORD)
                    .property("fork.folder", folder.toString())
                    .run()
                    .output();

            assertThat(output).contains("BUILD SUCCESS").contains("Flakes: 2");
            assertThat(folder.resolve("FirstForkTestCase")).hasContent("twice");
            assertThat(folder.resolve("SecondForkTestCase")).hasContent("twice");
            assertThat(forks).hasSize(2);
            assertThat(site.logins()).isEqualTo(2);
        }
    }

    /** An account is used by one JVM at a time, so forks that run at once have a seat each. */
    private static String twoSeats(LoginSite site) {
        return """
                {"baseUrl": "%s", "entryUrl": "/", "profiles": {"admin": {"accountId": "admin", "seats": 2,
                 "login": {"url": "/login", "steps": [
                  {"fill": "Email", "with": "admin"},
                  {"fill": "Password", "with": "${property:login.site.password}"},
                  {"click": "Sign in"},
                  {"expect": "#account"}]},
                 "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}}}"""
                .formatted(site.baseUrl());
    }
}
