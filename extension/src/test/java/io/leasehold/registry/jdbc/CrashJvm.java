package io.leasehold.registry.jdbc;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.profile.LoginBudget;
import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Claim;
import io.leasehold.registry.Finding;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LoginAccount;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.LoginResult;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.Progress;
import java.time.Duration;
import java.util.List;

/**
 * A JVM that holds or inspects a profile and ends, or stops, where it is told to. Arguments: the registry, the profile,
 * the point, {@code halt} or {@code stop}, the process of its browser or 0, and what it does, word by word.
 */
final class CrashJvm {

    static final int KILLED = 137;
    static final Duration CLAIM_LIMIT = Duration.ofMinutes(6);
    static final Duration JOB_KEPT = Duration.ofMillis(300);

    private final JdbcRegistry registry;
    private final ProfileId profile;
    private final LeaseHolder self = Requests.here("crash");
    private final long browser;
    private final LeaseRequest request;
    private LeaseKey key;

    private CrashJvm(JdbcRegistry registry, ProfileId profile, long browser) {
        this.registry = registry;
        this.profile = profile;
        this.browser = browser;
        this.request = new LeaseRequest(
                new LeaseId("lease-of-" + profile),
                ProfileEntry.of(profile, "admin@shop.example"),
                self,
                "crash",
                ReleasePolicy.INSPECT_ON_UNKNOWN_STATE,
                Requests.SHORT);
        this.key = new LeaseKey(profile, request.id(), 1);
    }

    public static void main(String[] arguments) {
        FailurePoints points = point -> {
            if (point.equals(arguments[2])) {
                if (arguments[3].equals("halt")) {
                    Runtime.getRuntime().halt(KILLED);
                }
                Signals.send("STOP", ProcessHandle.current().pid());
            }
        };
        try (JdbcRegistry registry = new StoreAddress(arguments[0]).open(points)) {
            CrashJvm jvm = new CrashJvm(registry, new ProfileId(arguments[1]), Long.parseLong(arguments[4]));
            for (String word : List.of(arguments[5].split(" "))) {
                jvm.act(word);
            }
        }
    }

    private void act(String word) {
        switch (word) {
            case "acquire" -> key = ((Acquisition.Acquired) registry.acquire(request)).key();
            case "noteBrowser" -> registry.noteBrowser(key, new BrowserMark("", List.of(browserMark())));
            case "renew" -> registry.renew(key, 1, new Progress("export", ""), Requests.SHORT.ttl());
            case "signIn" -> registry.renew(key, 1, new Progress("sign in", ""), Requests.SHORT.ttl());
            case "beginMutation" -> registry.beginMutation(key, 1, "rename", new Progress("rename", ""));
            case "endMutation" -> registry.endMutation(key, 1, "done");
            case "enterJob" -> registry.enterJob(job());
            case "leaveJob" -> registry.leaveJob(job());
            case "beginLogin" -> registry.beginLogin(login());
            case "endLogin" -> registry.endLogin(login(), LoginResult.of(LoginResult.Kind.ACCEPTED));
            case "release" -> registry.release(key, Requests.FINISHED);
            case "inspect" -> {
                Claim claim = registry.claim(profile, self, CLAIM_LIMIT, Requests.NOBODY_GONE)
                        .orElseThrow();
                if (!registry.noteProbe(claim, new BrowserMark("", List.of(browserMark())))) {
                    throw new IllegalStateException("The claim is another's.");
                }
                registry.settle(claim, Finding.clear("Nothing speaks against it."));
            }
            default -> throw new IllegalArgumentException(word);
        }
    }

    private ProcessMark browserMark() {
        return Requests.processes().mark(browser).orElseThrow();
    }

    private LoginRequest login() {
        return new LoginRequest(
                "login-of-" + profile,
                key,
                new LoginAccount("admin@shop.example", "https://shop.example:443"),
                LoginBudget.of(1_000, Duration.ofHours(1), 3),
                false);
    }

    private JobRequest job() {
        return new JobRequest("report-" + profile, "job-of-" + profile, key, self, JOB_KEPT);
    }
}
