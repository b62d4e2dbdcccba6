package io.leasehold.runtime;

import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.ProfileId;
import io.leasehold.fixture.LoginSite;
import io.leasehold.page.LeaseScope;
import io.leasehold.page.LeasedTab;
import io.leasehold.page.ProfileHold;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.jdbc.Registries;
import io.leasehold.suite.Settings;
import io.leasehold.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A run of one profile, shop, that a test drives itself. The test closes it, and then asks for the profile's state. */
final class Scene implements AutoCloseable {

    private final Suite suite;
    private final Path folder;
    private final AtomicInteger names = new AtomicInteger();

    private Scene(Suite suite, Path folder) {
        this.suite = suite;
        this.folder = folder;
    }

    /** Starts a run; the profile has the given fields, each with a comma at its end, and workers the given way. */
    static Scene start(Path folder, LoginSite site, String worker, String more) {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        String json =
                """
                {"baseUrl": "%s", "entryUrl": "/", "profiles": {"shop": {%s "accountId": "shop",
                 "login": {"url": "/login", "timeout": "PT8S", "steps": [
                  {"fill": "Email", "with": "shop"},
                  {"fill": "Password", "with": "${property:login.site.password}"},
                  {"click": "Sign in"},
                  {"expect": "#account"}]},
                 "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']",
                  "account": {"selector": "#account", "contains": "shop"}}}}}"""
                        .formatted(site.baseUrl(), more);
        try {
            Path file = Files.writeString(folder.resolve("profiles.json"), json);
            Map<String, String> settings = new HashMap<>();
            settings.put(Settings.EVIDENCE, folder.resolve("evidence").toString());
            settings.put(Settings.HOME, folder.resolve("home").toString());
            settings.put(Settings.PROFILES, file.toString());
            settings.put(Settings.WORKER, worker);
            return new Scene(
                    Suite.start(Settings.read(key -> Optional.ofNullable(settings.get(key)), name -> Optional.empty())),
                    folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scene start(Path folder, LoginSite site, String more) {
        return start(folder, site, "auto", more);
    }

    /** One lease, of a test of its own. */
    record Lease(ProfileHold hold, Page page) implements AutoCloseable {
        @Override
        public void close() {
            hold.close();
        }
    }

    /** Leases a page and opens the site in it. */
    Lease lease() {
        String name = "lease" + names.incrementAndGet();
        ProfileHold hold =
                suite.leases().hold(new LeaseScope(name, "Scene", name), suite.profile("shop"), Access.SHARED);
        try {
            LeasedTab tab = hold.lease(0);
            hold.arrive(tab, "/");
            return new Lease(hold, tab.page());
        } catch (RuntimeException | Error e) {
            hold.close();
            throw e;
        }
    }

    /** Asks for a page that is denied. */
    CheckoutDeniedException denial() {
        Throwable thrown = catchThrowable(() -> lease().close());
        if (thrown instanceof CheckoutDeniedException denied) {
            return denied;
        }
        throw new AssertionError("A denial was expected.", thrown);
    }

    /** Returns what the registry says of the profile. */
    ProfileStatus status() {
        try (ProfileRegistry registry =
                Registries.file(folder.resolve("home/registry.db"), new MachineClock(Clock.systemUTC()))) {
            return registry.find(new ProfileId("shop")).orElseThrow();
        }
    }

    @Override
    public void close() {
        suite.close();
    }
}
