package io.leasehold.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.leasehold.browser.BrowserLocator;
import io.leasehold.harbor.HarborOptions;
import io.leasehold.harbor.HarborSupply;
import io.leasehold.harbor.login.LoginLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where measurements are taken: one application for both sides, outside of the JVMs that are measured, one browser, and a
 * login state that was saved once.
 */
final class Lab implements ChildRuns, AutoCloseable {
    /** The other side signs in by the form in every test, and must not meet a limit. */
    private static final LoginLimits UNLIMITED = new LoginLimits(1_000_000, 1_000, Duration.ofMinutes(1));

    private final Path folder;
    private final HarborSupply harbor;
    private final Path executable;
    private final BrowserSwitches switches;
    private final String browserVersion;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final ObjectMapper json = new ObjectMapper();

    private Lab(Path folder, HarborSupply harbor) {
        this.folder = folder;
        this.harbor = harbor;
        executable = BrowserLocator.here().locate(true).executable();
        BrowserType.LaunchOptions launch = new BrowserType.LaunchOptions().setExecutablePath(executable);
        properties.put(ChildSettings.URL, harbor.baseUrl());
        properties.put(ChildSettings.PASSWORD, harbor.passwordOf(TestBodies.ACCOUNT));
        properties.put(
                ChildSettings.STATE,
                folder.resolve("state.json").toAbsolutePath().toString());
        try (Playwright playwright = Playwright.create()) {
            switches = BrowserSwitches.of(playwright, launch);
            browserVersion = saveLogin(playwright, launch);
        }
        properties.put(ChildSettings.EXECUTABLE, executable.toString());
        properties.put(ChildSettings.SWITCH, switches.own());
    }

    static Lab open(Path folder) {
        HarborSupply harbor = HarborSupply.start(HarborOptions.defaults()
                .withPassword(UUID.randomUUID().toString())
                .withBcryptCost(4)
                .withLoginLimits(UNLIMITED));
        try {
            return new Lab(folder, harbor);
        } catch (RuntimeException e) {
            harbor.close();
            throw e;
        }
    }

    private String saveLogin(Playwright playwright, BrowserType.LaunchOptions launch) {
        try (Browser browser = playwright.chromium().launch(launch);
                BrowserContext context =
                        browser.newContext(new Browser.NewContextOptions().setBaseURL(harbor.baseUrl()))) {
            Page page = context.newPage();
            TestBodies.signIn(page, harbor.passwordOf(TestBodies.ACCOUNT));
            context.storageState(new BrowserContext.StorageStateOptions()
                    .setPath(Path.of(properties.getOrDefault(ChildSettings.STATE, ""))));
            return browser.version();
        }
    }

    String browserVersion() {
        return browserVersion;
    }

    @Override
    public ChildResult run(ChildTask task, String run) {
        try {
            Path place = Files.createDirectories(folder.resolve("runs").resolve(run));
            Map<String, String> own = new LinkedHashMap<>(properties);
            own.put(ChildSettings.THREADS, String.valueOf(task.threads()));
            own.put(ChildSettings.DEBUG_PORT, String.valueOf(task.countsTabs() ? freePort() : 0));
            own.put("jdk.attach.allowAttachSelf", String.valueOf(task.watch() == Watch.REGISTRY));
            own.put("leasehold.profiles", profiles(task, place, own).toString());
            own.put("leasehold.evidence", place.resolve("evidence").toString());
            own.put("leasehold.home", folder.resolve("home").toString());
            ChildResult result = new ChildJvm(place, own).run(task);
            return checked(task, place, result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChildResult checked(ChildTask task, Path place, ChildResult result) {
        boolean asAsked = result.succeeded() == task.expected()
                && result.failures() == 0
                && result.peak() == Math.min(task.threads(), task.expected());
        if (asAsked) {
            return result;
        }
        throw new IllegalStateException(result.succeeded() + " of " + task.expected() + " tests succeeded, "
                + result.failures() + " failed, " + result.peak() + " ran at once instead of " + task.threads()
                + "; see " + place.resolve(ChildJvm.OUTPUT));
    }

    /** Writes the profiles file of a run; the browser is found as it is for everybody who names none. */
    private Path profiles(ChildTask task, Path place, Map<String, String> own) throws IOException {
        List<String> arguments = task.countsTabs()
                ? List.of(TabCount.switchOn(Integer.parseInt(own.getOrDefault(ChildSettings.DEBUG_PORT, "0"))))
                : List.of();
        Map<String, Object> file = Map.of(
                "baseUrl",
                harbor.baseUrl(),
                "entryUrl",
                "/account",
                "probe",
                Map.of(
                        "url", "/account",
                        "account", Map.of("selector", "[data-testid=email]"),
                        "loggedOut", "form[action='/login']"),
                "profiles",
                Map.of(
                        LeasedSuites.PROFILE,
                        Map.of(
                                "accountId",
                                TestBodies.ACCOUNT,
                                "session",
                                task.keptSession() ? "kept" : "fresh",
                                "browser",
                                Map.of("args", arguments),
                                "login",
                                login())));
        Path path = place.resolve("leasehold.json");
        json.writeValue(path.toFile(), file);
        return path;
    }

    private static Map<String, Object> login() {
        return Map.of(
                "url",
                "/login",
                "steps",
                List.of(
                        Map.of("fill", "Email", "with", TestBodies.ACCOUNT),
                        Map.of("fill", "Password", "with", "${property:" + ChildSettings.PASSWORD + "}"),
                        Map.of("click", "Sign in"),
                        Map.of("expect", "Signed in as " + TestBodies.ACCOUNT)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        harbor.close();
    }
}
