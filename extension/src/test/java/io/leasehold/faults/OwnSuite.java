package io.leasehold.faults;

import com.google.gson.JsonElement;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.Waiting;
import io.leasehold.page.LeaseScope;
import io.leasehold.page.LeasedTab;
import io.leasehold.page.ProfileHold;
import io.leasehold.suite.Settings;
import io.leasehold.suite.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A suite that a test drives itself, without a launcher: it decides when each lease ends. Thread-safe. */
final class OwnSuite implements AutoCloseable {

    /** The keeper's and that of whoever asks. */
    private static final int FEWEST_TABS = 2;

    private final Suite suite;
    private final AtomicInteger names = new AtomicInteger();

    private OwnSuite(Suite suite) {
        this.suite = suite;
    }

    static OwnSuite start(Path folder, LoginSite site) {
        return start(folder, site, "");
    }

    /** Starts one whose profile has more fields, each with a comma at its end. */
    static OwnSuite start(Path folder, LoginSite site, String more) {
        Map<String, String> settings = Map.of(
                Settings.EVIDENCE, folder.resolve("evidence").toString(),
                Settings.HOME, folder.resolve("home").toString(),
                Settings.PROFILES,
                        FaultProfiles.write(folder, FaultProfiles.json(site, more))
                                .toString());
        return new OwnSuite(
                Suite.start(Settings.read(key -> Optional.ofNullable(settings.get(key)), name -> Optional.empty())));
    }

    /** One lease of the profile, of a test of its own. */
    record Lease(ProfileHold hold, Page page) implements AutoCloseable {
        @Override
        public void close() {
            hold.close();
        }
    }

    Lease lease(Access access) {
        String name = "lease" + names.incrementAndGet();
        ProfileHold hold = suite.leases().hold(new LeaseScope(name, "OwnSuite", name), suite.profile("shop"), access);
        try {
            LeasedTab tab = hold.lease(0);
            hold.arrive(tab, "/");
            return new Lease(hold, tab.page());
        } catch (RuntimeException | Error e) {
            hold.close();
            throw e;
        }
    }

    int active() {
        return suite.leases().counts().active();
    }

    /** Waits until the browser has no other tabs than the keeper and one more, and returns how many it has. */
    int openTabsAfter(Duration limit) {
        try (Lease asking = lease(Access.EXCLUSIVE)) {
            Waiting.until(limit, () -> openTabs(asking.page()) == FEWEST_TABS);
            return openTabs(asking.page()) - FEWEST_TABS;
        }
    }

    private static int openTabs(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        int open = 0;
        for (JsonElement target : session.send("Target.getTargets").getAsJsonArray("targetInfos")) {
            open += target.getAsJsonObject().get("type").getAsString().equals("page") ? 1 : 0;
        }
        session.detach();
        return open;
    }

    @Override
    public void close() {
        suite.close();
    }
}
