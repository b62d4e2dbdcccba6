package io.leasehold.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.harbor.login.LoginLimits;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ReportTests {
    private static final Pattern READY = Pattern.compile("\"id\":\"([^\"]+)\"");

    @Test
    void secondReportIsRefusedWhileTheFirstIsPrepared() {
        try (HarborSupply harbor = start(Duration.ofHours(1))) {
            Browser admin = signedIn(harbor, HarborFixture.ADMIN);
            Browser buyer = signedIn(harbor, HarborFixture.BUYER);

            assertThat(admin.submit("/reports", "/reports", Map.of()).statusCode())
                    .isEqualTo(303);
            HttpResponse<String> refused = buyer.submit("/reports", "/reports", Map.of());

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("role=\"alert\">A report is already being prepared<", "<progress");
            assertThat(buyer.get("/api/report").body()).contains("\"state\":\"running\"");
        }
    }

    @Test
    @Timeout(60)
    void finishedReportIsDownloadedAsAFileAndMakesWayForTheNext() {
        try (HarborSupply harbor = start(Duration.ofMillis(100))) {
            Browser admin = signedIn(harbor, HarborFixture.ADMIN);
            admin.submit("/reports", "/reports", Map.of());
            String state = admin.get("/api/report").body();
            while (!state.contains("ready")) {
                state = admin.get("/api/report").body();
            }

            Matcher id = READY.matcher(state);
            assertThat(id.find()).isTrue();
            HttpResponse<String> file = admin.get("/reports/" + id.group(1));

            assertThat(file.headers().firstValue("Content-Disposition"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
            assertThat(file.body().lines())
                    .hasSize(361)
                    .first()
                    .isEqualTo("number,date,customer,product,quantity,total_cents,status,note");
            assertThat(admin.get("/reports").body()).contains("Download report");
            assertThat(admin.submit("/reports", "/reports", Map.of()).statusCode())
                    .isEqualTo(303);
        }
    }

    private static HarborSupply start(Duration reportDuration) {
        return HarborFixture.start(new MovableClock(), LoginLimits.DEFAULT, reportDuration);
    }

    private static Browser signedIn(HarborSupply harbor, String account) {
        var browser = new Browser(harbor);
        assertThat(browser.signIn(account).statusCode()).isEqualTo(303);
        return browser;
    }
}
