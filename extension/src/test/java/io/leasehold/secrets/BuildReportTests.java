package io.leasehold.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.MavenBuild;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.readback.fixture.StoreSite;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build keeps of failed tests, with what they and Leasehold printed, holds no secret. Requirement: D3. */
@Tag("browser")
final class BuildReportTests {

    @Test
    void theReportsOfABuildHoldNoSecret(@TempDir Path folder) throws Exception {
        Canaries canaries = new Canaries();
        canaries.plantValue("password", LoginSite.PASSWORD);
        try (StoreSite store = StoreSite.start()) {
            LoginSite site = store.site();
            site.handle("/end", exchange -> {
                site.sessionIds().forEach(id -> canaries.plantValue("cookie " + id, id));
                site.endSessions();
                LoginSite.html(exchange, 200, "<p>ended</p>");
            });
            SuiteRun.of(folder).profiles(EnvironmentRun.PROFILES.formatted(site.baseUrl()));

            MavenBuild.Built built = MavenBuild.of(folder, ReportedTestCase.class)
                    .property(ReportedTestCase.STORE, store.open("dropped", "reported"))
                    .environment(EnvironmentRun.VARIABLE, LoginSite.PASSWORD)
                    .run();

            Map<String, String> reports = LeftFiles.texts(built.reports());
            assertThat(reports.keySet())
                    .anyMatch(name -> name.endsWith(".xml"))
                    .anyMatch(name -> name.endsWith(".txt"));
            assertThat(String.join("\n", reports.values()))
                    .contains("rename to ***", StoreSite.OLD, "losesItsSession", "session");
            assertThat(canaries.names()).hasSizeGreaterThan(1);
            LeftFiles.texts(folder)
                    .forEach((name, text) ->
                            assertThat(canaries.in(text)).as(name).isEmpty());
        }
    }
}
