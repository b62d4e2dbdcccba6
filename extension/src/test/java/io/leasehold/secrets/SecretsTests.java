package io.leasehold.secrets;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.leasehold.LeasedPage;
import io.leasehold.LeaseholdException;
import io.leasehold.PageLease;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.suite.LogRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Plants secrets everywhere and looks for them in all that a run leaves. Requirement: D3. */
@Tag("browser")
@ResourceLock(Resources.SYSTEM_OUT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecretsTests {

    private static final Canaries CANARIES = new Canaries();
    private static final String PASSWORD = CANARIES.plantValue("password", LoginSite.PASSWORD);
    private static final String WRONG = CANARIES.plant("wrong password");
    private static final String BEARER = CANARIES.plantPlain("bearer token");
    private static final String QUERY = CANARIES.plantPlain("query token");
    private static final String USER = CANARIES.plantPlain("user info");
    private static final String STORED = CANARIES.plant("localStorage");
    private static final String TYPED = CANARIES.plant("typed password");
    private static final Map<String, String> BASE = new ConcurrentHashMap<>();
    private static final List<String> COMMANDS = new CopyOnWriteArrayList<>();

    private final LoginSite site = LoginSite.start();
    private final List<String> logged = new ArrayList<>();
    private String printed = "";
    private SuiteRun.Outcome outcome;
    private Path registryFolder = Path.of("");

    @BeforeAll
    void runAll(@TempDir Path folder) {
        System.setProperty("login.site.wrong", WRONG);
        site.page(
                "/token",
                "<input type=password id=p><script>localStorage.setItem('t', " + "'" + STORED.replace("'", "")
                        + "'); console.log('loaded ' + location.href)</script>");
        BASE.put("url", site.baseUrl());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (LogRecords log = LogRecords.open();
                PrintStream caught = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            System.setErr(caught);
            registryFolder = folder.resolve("home");
            outcome = SuiteRun.of(folder, SecretiveTestCase.class)
                    .profiles(profiles())
                    .run();
            logged.addAll(log.texts());
        } finally {
            System.setOut(out);
            System.setErr(err);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private String profiles() {
        String template =
                """
                "%s": {"accountId": "%s", "login": {"url": "/login", "timeout": "PT2S", "steps": [
                  {"fill": "Email", "with": "%s@site.example"},
                  {"fill": "Password", "with": "${property:%s}"}, {"click": "Sign in"}, {"expect": "#account"}]},
                 "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']", "timeout": "PT2S"}}""";
        System.setProperty("login.site.password", PASSWORD);
        return "{\"baseUrl\": \"" + site.baseUrl() + "\", \"entryUrl\": \"/\", \"profiles\": {"
                + template.formatted("admin", "admin", "admin", "login.site.password") + ","
                + template.formatted("denied", "denied", "denied", "login.site.wrong") + "}}";
    }

    @AfterAll
    void stop() {
        site.close();
    }

    private static void arrive(Page page) {
        String withUser = BASE.getOrDefault("url", "").replace("http://", "http://someone:" + USER + "@");
        page.setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + BEARER));
        page.navigate(withUser + "/token?token=" + QUERY);
        page.evaluate("url => fetch(location.origin + url)", "/missing?access_token=" + QUERY);
        page.locator("#p").fill(TYPED);
        Object cookie = page.context().cookies().stream()
                .filter(one -> one.name.equals("session"))
                .map(one -> one.value)
                .findFirst()
                .orElseThrow();
        CANARIES.plantValue("session cookie", cookie.toString());
        ProcessHandle.current().descendants().forEach(child -> COMMANDS.add(commandLine(child.pid())));
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            // It has ended, or this is no Linux.
            return "";
        }
    }

    static final class SecretiveTestCase {
        @Test
        void passes(@LeasedPage(profile = "admin") Page page) {
            arrive(page);
        }

        @Test
        void changes(@LeasedPage(profile = "admin") PageLease lease) {
            arrive(lease.page());
            lease.step("sign in with " + PASSWORD);
            lease.mutation("change " + PASSWORD, () -> arrive(lease.page()));
        }

        @Test
        void fails(@LeasedPage(profile = "admin") Page page) {
            arrive(page);
            page.evaluate("text => console.error('header was ' + text)", "Bearer " + BEARER);
            page.evaluate(
                    "name => console.error('cookie was session=' + name)",
                    page.context().cookies().get(0).value);
            assertThat(page.locator("h6")).hasText("?", new LocatorAssertions.HasTextOptions().setTimeout(300));
        }

        @Test
        void cannotNavigate(@LeasedPage(profile = "admin") Page page) {
            arrive(page);
            page.navigate("http://someone:" + USER + "@127.0.0.1:9/?token=" + QUERY);
        }

        @Test
        void timesOut(@LeasedPage(profile = "admin") Page page) {
            arrive(page);
            page.locator("#p[data-x='" + PASSWORD + "']").click(new Locator.ClickOptions().setTimeout(300));
        }

        @Test
        void isDenied(@LeasedPage(profile = "denied") Page page) {}
    }

    @Test
    void theRunWentAsPlanned() {
        assertThat(outcome.tests(Status.SUCCESSFUL))
                .as(outcome.failures().toString())
                .isEqualTo(2);
        assertThat(outcome.tests(Status.FAILED)).isEqualTo(4);
        assertThat(CANARIES.in(
                        String.valueOf(outcome.failureOf("cannotNavigate(").getMessage())))
                .isNotEmpty();
    }

    @Test
    void theSearchFindsWhatIsThere(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("planted.json"), "{\"x\": \"" + TYPED.replace("\"", "\\\"") + "\"}");
        assertThat(CANARIES.in(Files.readString(file))).contains("typed password (json)");
        assertThat(CANARIES.in("a=" + java.net.URLEncoder.encode(WRONG, StandardCharsets.UTF_8)))
                .contains("wrong password (url-encoded)");
        assertThat(COMMANDS).anyMatch(line -> line.contains("--headless"));
    }

    @Test
    void noEvidenceFileHoldsASecret() throws IOException {
        try (Stream<Path> all = Files.walk(outcome.evidence())) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertThat(files).hasSizeGreaterThanOrEqualTo(6);
            for (Path file : files) {
                assertThat(CANARIES.in(Files.readString(file, StandardCharsets.ISO_8859_1)))
                        .as(file.toString())
                        .isEmpty();
                assertThat(CANARIES.in(file.toString())).isEmpty();
            }
        }
    }

    @Test
    void theRegistryHoldsNoSecret() throws IOException {
        try (Stream<Path> all = Files.list(registryFolder)) {
            List<Path> files = all.filter(file -> file.getFileName().toString().startsWith("registry.db"))
                    .toList();
            assertThat(files).isNotEmpty();
            String rows = "";
            for (Path file : files) {
                rows += Files.readString(file, StandardCharsets.ISO_8859_1);
            }
            assertThat(rows).contains("mutation_begun", "sign in with ***");
            assertThat(CANARIES.in(rows)).isEmpty();
        }
    }

    @Test
    void noLogRecordAndNoPrintedLineHoldsASecret() {
        assertThat(logged).isNotEmpty();
        assertThat(CANARIES.in(String.join("\n", logged))).isEmpty();
        assertThat(CANARIES.in(printed)).isEmpty();
    }

    @Test
    void noReportEntryHoldsASecret() {
        assertThat(outcome.entries()).isNotEmpty();
        assertThat(CANARIES.in(outcome.entries().toString())).isEmpty();
    }

    @Test
    void noExceptionOfLeaseholdHoldsASecret() {
        List<String> own = new ArrayList<>();
        for (Throwable thrown : outcome.failures()) {
            for (Throwable at = thrown; at != null; at = at.getCause()) {
                if (at instanceof LeaseholdException) {
                    own.add(at.toString());
                }
            }
        }
        assertThat(own).hasSize(1);
        assertThat(CANARIES.in(own.toString())).isEmpty();
        assertThat(CANARIES.in(String.valueOf(outcome.failureOf("isDenied(").getMessage())))
                .isEmpty();
    }

    @Test
    void noCommandLineOfAChildHoldsASecret() {
        assertThat(COMMANDS).isNotEmpty();
        assertThat(CANARIES.in(String.join("\n", COMMANDS))).isEmpty();
    }
}
