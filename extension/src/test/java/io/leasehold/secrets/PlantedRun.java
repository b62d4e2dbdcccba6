package io.leasehold.secrets;

import com.microsoft.playwright.Page;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.suite.LogRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A run among planted secrets, and all that it left.
 *
 * @param folder where all of its files are
 * @param outcome what came of its tests
 * @param logged the records of all loggers
 * @param printed standard output and error
 * @param commands the command lines of its children
 */
record PlantedRun(Path folder, SuiteRun.Outcome outcome, List<String> logged, String printed, List<String> commands) {

    static final Canaries CANARIES = new Canaries();

    private static final List<String> COMMANDS = new CopyOnWriteArrayList<>();
    private static final String PROFILE =
            """
            "%s": {"accountId": "%s", "login": {"url": "/login", "timeout": "PT2S", "steps": [
              {"fill": "Email", "with": "%s@site.example"},
              {"fill": "Password", "with": "${property:%s}"}, {"click": "Sign in"}, {"expect": "#account"}]},
             "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']", "timeout": "PT2S"}}""";

    static PlantedRun in(Path folder) {
        CANARIES.plantValue("password", LoginSite.PASSWORD);
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        System.setProperty("login.site.wrong", CANARIES.plant("wrong password"));
        CANARIES.plant("typed password");
        CANARIES.plant("one-time code");
        List.of("query token", "fragment", "user info").forEach(CANARIES::plantPlain);
        try (SecretSite site = SecretSite.start(CANARIES)) {
            return quietly(
                    folder,
                    SuiteRun.of(folder, SecretiveTestCase.class)
                            .profiles(profiles(site))
                            .with("leasehold.readback.settle", "PT1S"));
        }
    }

    private static String profiles(SecretSite site) {
        return "{\"baseUrl\": \"" + site.baseUrl() + "\", \"entryUrl\": \"/\", \"mask\": [\".account-number\"],"
                + " \"profiles\": {" + profile("admin", "login.site.password") + ","
                + profile("doubtful", "login.site.password") + "," + profile("denied", "login.site.wrong") + "}}";
    }

    private static String profile(String name, String password) {
        return PROFILE.formatted(name, name, name, password);
    }

    private static PlantedRun quietly(Path folder, SuiteRun run) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (LogRecords log = LogRecords.open();
                PrintStream caught = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            System.setErr(caught);
            SuiteRun.Outcome outcome = run.run();
            return new PlantedRun(
                    folder, outcome, log.texts(), bytes.toString(StandardCharsets.UTF_8), List.copyOf(COMMANDS));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Plants the cookie that the site gave the session, has the page tell it, and looks at the children meanwhile. */
    static void learnOwnSession(Page page) {
        String cookie = page.context().cookies().stream()
                .filter(one -> one.name.equals("session"))
                .map(one -> one.value)
                .findFirst()
                .orElseThrow();
        CANARIES.plantValue("session cookie of " + page.locator("#account").textContent(), cookie);
        page.evaluate(
                "texts => texts.forEach(text => console.error('has ' + text))", List.of(cookie, LoginSite.PASSWORD));
        ProcessHandle.current().descendants().forEach(child -> COMMANDS.add(commandLine(child.pid())));
    }

    static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            // It has ended, or this is no Linux.
            return "";
        }
    }
}
