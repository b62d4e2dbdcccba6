package io.leasehold.cli;

import io.leasehold.ProfileId;
import io.leasehold.profile.LoginBudget;
import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.Ending;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.LoginAccount;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.LoginResult;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Makes a past for a registry, through the registry itself. */
final class History {

    static final ProfileId ADMIN = new ProfileId("shop-admin");

    private static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(30));

    private final ProfileRegistry registry;

    History(ProfileRegistry registry) {
        this.registry = registry;
    }

    /** Lets a run of this very process take the profile. */
    LeaseKey leased(String profile, String run) {
        LeaseHolder holder = new LeaseHolder(
                "holder-" + run, "ci-1", new ProcessTable(new MachineClock(Clock.systemUTC())).self(), run);
        LeaseRequest request = LeaseRequest.of(
                new ProfileEntry(new ProfileId(profile), "admin@shop.example", "shop", "staff", "proxy-eu"),
                holder,
                "nightly-export",
                ReleasePolicy.INSPECT_ON_UNKNOWN_STATE,
                TIMING);
        return ((Acquisition.Acquired) registry.acquire(request)).key();
    }

    void returned(String profile, String run) {
        registry.release(leased(profile, run), new Ending(Ending.Kind.EXPLAINED, "The run ended."));
    }

    void reviewRequired(String profile, String run) {
        registry.release(leased(profile, run), new Ending(Ending.Kind.UNEXPLAINED, "A code was asked for."));
    }

    /** Lets a run end in the middle of a change. */
    void quarantined(String profile, String run) {
        LeaseKey key = leased(profile, run);
        registry.beginMutation(key, 1, "rename the store", new Progress("rename", "https://shop.example/settings"));
        registry.release(key, new Ending(Ending.Kind.EXPLAINED, "The run ended."));
    }

    /** Lets a run sign in twice: the second login is refused. */
    void signedIn(String profile, String run) {
        LeaseKey key = leased(profile, run);
        for (LoginResult.Kind kind : List.of(LoginResult.Kind.ACCEPTED, LoginResult.Kind.REFUSED)) {
            LoginRequest login = LoginRequest.of(
                    key,
                    new LoginAccount("admin@shop.example", "https://shop.example:443"),
                    LoginBudget.of(60, Duration.ofHours(1), 3));
            registry.beginLogin(login);
            registry.endLogin(login, LoginResult.of(kind));
        }
        registry.release(key, new Ending(Ending.Kind.EXPLAINED, "The run ended."));
    }

    void stale(String profile, String run) {
        registry.expire(leased(profile, run), "The process of its holder has ended.");
    }
}
