package io.leasehold.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.harbor.login.LoginLimits;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
final class PagesTests {
    private static final Pattern SCRIPT = Pattern.compile("src=\"(/(?:webjars|assets)/[^\"]+)\"");

    private final HarborSupply harbor =
            HarborFixture.start(new MovableClock(), new LoginLimits(1000, 5, Duration.ofMinutes(1)), Duration.ZERO);

    @AfterAll
    void stop() {
        harbor.close();
    }

    @Test
    void formWithoutTheTokenOfItsSessionIsRefused() {
        Browser admin = signedIn(HarborFixture.ADMIN);
        String foreign = signedIn(HarborFixture.BUYER).token("/orders");

        assertThat(admin.post("/orders/1/note", Map.of("note", "forged"), "").statusCode())
                .isEqualTo(403);
        assertThat(admin.post("/orders/1/note", Map.of("note", "forged"), foreign)
                        .statusCode())
                .isEqualTo(403);
        assertThat(new Browser(harbor).post("/login", Map.of("email", "x"), "").statusCode())
                .isEqualTo(403);
        assertThat(admin.get("/orders/1").body()).doesNotContain("forged");
    }

    @Test
    void auditorReadsEverythingAndChangesNothing() {
        Browser auditor = signedIn(HarborFixture.AUDITOR);

        assertThat(auditor.get("/orders/1").statusCode()).isEqualTo(200);
        assertThat(auditor.get("/settings").body()).contains("disabled").doesNotContain("<button>Save");
        assertThat(auditor.get("/orders/new").statusCode()).isEqualTo(403);
        for (String address : List.of("/orders", "/orders/1/note", "/settings", "/uploads")) {
            HttpResponse<String> refused = auditor.submit("/orders", address, Map.of("note", "x"));
            assertThat(refused.statusCode()).as(address).isEqualTo(403);
            assertThat(refused.body()).contains("<h1>Not allowed</h1>", "Signed in as auditor@harbor.example");
        }
    }

    @Test
    void onlyAShopAdminSavesSettings() {
        var fields = Map.of("name", "Nimbus & Co", "supportEmail", "ask@nimbus.example", "currency", "EUR");
        Browser admin = signedIn(HarborFixture.ADMIN);
        Browser buyer = signedIn(HarborFixture.BUYER);

        assertThat(buyer.submit("/orders", "/settings", fields).statusCode()).isEqualTo(403);
        HttpResponse<String> saved = admin.submit("/settings", "/settings", fields);

        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(admin.get("/settings?saved=1").body()).contains("role=\"status\">Settings saved<");
        assertThat(buyer.get("/settings").body())
                .contains("value=\"Nimbus &amp; Co\"")
                .doesNotContain("Settings saved");
        assertThat(buyer.get("/orders").body()).contains("EUR ");
    }

    @Test
    void settingsThatMakeNoSenseAreNotSaved() {
        var fields = Map.of("name", "Rejected", "supportEmail", "nowhere", "currency", "EUR");
        Browser admin = signedIn(HarborFixture.ADMIN);

        assertThat(admin.submit("/settings", "/settings", fields).statusCode()).isEqualTo(422);
        assertThat(admin.get("/settings").body()).doesNotContain("Rejected");
    }

    @Test
    void ordersAreFoundByTextAndStatusPageByPage() {
        Browser buyer = signedIn(HarborFixture.BUYER);

        assertThat(buyer.get("/orders?page=2").body()).contains("Page 2 of 1", "rel=\"prev\"", "rel=\"next\"");
        assertThat(buyer.get("/orders?q=HO-00017").body()).contains(">1 orders<", "HO-00017");
        assertThat(buyer.get("/orders?q=%25").body()).contains(">0 orders<");
        assertThat(buyer.get("/orders?status=shipped&part=results").body())
                .contains(">shipped<")
                .doesNotContain(">returned<", "<html");
    }

    @Test
    void whatPeopleTypeIsShownAsText() {
        Browser buyer = signedIn(HarborFixture.BUYER);
        String attack = "<script>alert('1')</script>\"&";
        var fields = Map.of("customer", attack, "product", "HS-001", "quantity", "2", "note", "</textarea>" + attack);

        HttpResponse<String> created = buyer.submit("/orders/new", "/orders", fields);
        String order = created.headers().firstValue("Location").orElseThrow();

        String escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;";
        assertThat(buyer.get(order).body())
                .contains("data-testid=\"customer\">" + escaped + "<", "&lt;/textarea&gt;" + escaped)
                .doesNotContain("<script>alert");
        assertThat(buyer.get("/orders?q=%3Cscript%3E").body()).contains("value=\"&lt;script&gt;\"", ">1 orders<");
    }

    @Test
    void noteOfAnOrderIsStored() {
        Browser buyer = signedIn(HarborFixture.BUYER);

        assertThat(buyer.submit("/orders/3", "/orders/3/note", Map.of("note", "Mind the step"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(signedIn(HarborFixture.AUDITOR).get("/orders/3").body()).contains("Mind the step");
        assertThat(buyer.submit("/orders/3", "/orders/99999/note", Map.of("note", "x"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void librariesAreSentOnceAndKeptForever() {
        Browser buyer = signedIn(HarborFixture.BUYER);
        List<String> scripts = SCRIPT.matcher(buyer.get("/catalog").body())
                .results()
                .map(MatchResult::group)
                .map(match -> match.substring("src=\"".length(), match.length() - 1))
                .toList();

        long bytes = 0;
        for (String script : scripts) {
            HttpResponse<String> sent = buyer.get(script);
            bytes += sent.body().length();
            String tag = sent.headers().firstValue("ETag").orElseThrow();
            assertThat(sent.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
            assertThat(buyer.get(script, "If-None-Match", tag).statusCode()).isEqualTo(304);
        }
        assertThat(bytes).isBetween(2_000_000L, 3_500_000L);
        assertThat(buyer.get("/webjars/vue/../../secret").statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(buyer.get("/assets/000000000000/harbor.css").statusCode()).isEqualTo(404);
    }

    @Test
    void scriptsAreToldInsteadOfRedirectedWhenNobodyIsSignedIn() {
        assertThat(new Browser(harbor).get("/api/products").statusCode()).isEqualTo(401);
        assertThat(signedIn(HarborFixture.AUDITOR).get("/api/products").body()).contains("\"sku\":\"HS-001\"");
    }

    @Test
    void uploadIsMeasuredAsItArrived() {
        Browser buyer = signedIn(HarborFixture.BUYER);

        assertThat(buyer.upload("<manifest>.txt", "hello").statusCode()).isEqualTo(303);
        assertThat(buyer.get("/uploads").body())
                .contains(
                        "&lt;manifest&gt;.txt",
                        ">5 bytes<",
                        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    }

    @Test
    void everyPageAnswersManyAtOnce() {
        Browser admin = signedIn(HarborFixture.ADMIN);
        List<String> pages = List.of(
                "/orders",
                "/orders/7",
                "/catalog",
                "/reports",
                "/uploads",
                "/settings",
                "/windows",
                "/windows/popup",
                "/windows/unsaved",
                "/frames",
                "/frames/outer",
                "/frames/counter",
                "/worker",
                "/worker/ping",
                "/worker/sw.js",
                "/account",
                "/health");
        String token = admin.token("/orders");

        List<Integer> answers = IntStream.range(0, 300)
                .parallel()
                .mapToObj(index -> index % 3 == 0
                        ? admin.post("/orders/" + (1 + index) + "/note", Map.of("note", "n" + index), token)
                                .statusCode()
                        : admin.get(pages.get(index % pages.size())).statusCode())
                .toList();

        assertThat(answers).containsOnly(200, 303);
        assertThat(admin.get("/orders/1").body()).contains(">n0</textarea>");
        assertThat(admin.get("/orders/298").body()).contains(">n297</textarea>");
    }

    private Browser signedIn(String account) {
        var browser = new Browser(harbor);
        assertThat(browser.signIn(account).statusCode()).isEqualTo(303);
        return browser;
    }
}
