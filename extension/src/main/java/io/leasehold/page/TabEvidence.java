package io.leasehold.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.LeaseId;
import io.leasehold.evidence.CaptureSettings;
import io.leasehold.evidence.ConsoleLog;
import io.leasehold.evidence.EvidenceResult;
import io.leasehold.evidence.FailureContext;
import io.leasehold.evidence.FailureEvidence;
import io.leasehold.evidence.PagePictures;
import io.leasehold.evidence.Redactor;
import io.leasehold.evidence.RunFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apiguardian.api.API;

/** Takes evidence of leased tabs into their own folders. Thread-safe; the tabs are their holders'. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class TabEvidence {

    private static final Duration CAPTURE_LIMIT = Duration.ofSeconds(15);
    private static final int KEPT_MESSAGES = 200;

    private final RunFolder run;
    private final Redactor redactor;
    private final Clock clock;
    private final FailureEvidence failures;
    private final PagePictures pictures;
    private final Map<Key, Path> folders = new ConcurrentHashMap<>();

    private record Key(LeaseId lease, String test) {}

    public TabEvidence(RunFolder run, Redactor redactor, Clock clock) {
        this.run = run;
        this.redactor = redactor;
        this.clock = clock;
        this.failures = new FailureEvidence(redactor, clock, CaptureSettings.usual());
        this.pictures = new PagePictures(redactor, CaptureSettings.usual());
    }

    Path folder(LeaseScope scope, LeaseId lease) {
        return folder(scope, lease, scope.testName());
    }

    private Path folder(LeaseScope scope, LeaseId lease, String test) {
        return folders.computeIfAbsent(new Key(lease, test), key -> run.leaseFolder(scope.testClass(), test, lease));
    }

    /** Keeps what is secret out of names; a test's name can hold its arguments. */
    String redact(String name) {
        return redactor.redact(name);
    }

    String redactUrl(String address) {
        return redactor.redactUrl(address);
    }

    /** Takes a picture with secret fields covered, and learns what they hold. */
    byte[] picture(Page page) {
        return pictures.take(page);
    }

    Path keep(Path folder, String name, byte[] content) {
        return pictures.keep(folder, name, content);
    }

    void secrets(Collection<String> values) {
        redactor.addAll(values);
    }

    /** Writes down what a tab looked like when its test failed; never throws. */
    Optional<Path> capture(ProfileHold hold, LeasedTab lease, String failedTest, Throwable failure) {
        if (!hold.worker().isOpen()) {
            return Optional.empty();
        }
        String test = redact(failedTest);
        AtomicReference<Optional<EvidenceResult>> result = new AtomicReference<>(Optional.empty());
        // What a failed call left waiting must not stop the look at the page.
        boolean interrupted = Thread.interrupted();
        try {
            hold.worker().asProvider(CAPTURE_LIMIT, () -> result.set(Optional.of(look(hold, lease, test, failure))));
        } catch (PlaywrightException | io.leasehold.LeaseholdException e) {
            // No evidence is no reason to hide the test's own failure.
            System.getLogger("io.leasehold")
                    .log(
                            System.Logger.Level.WARNING,
                            "No evidence of " + lease.describe() + ": "
                                    + e.getClass().getSimpleName() + ".");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return result.get()
                .filter(taken -> !taken.files().isEmpty())
                .map(taken -> folder(hold.scope(), lease.id(), test));
    }

    private EvidenceResult look(ProfileHold hold, LeasedTab lease, String test, Throwable failure) {
        ConsoleLog log = new ConsoleLog(redactor, clock, KEPT_MESSAGES);
        log.collect(lease.tab());
        String step = lease.currentStep().isEmpty() ? "" : " at step '" + lease.currentStep() + "'";
        FailureContext context = new FailureContext(
                hold.scope().testClass() + "." + test + step, lease.id(), hold.profile(), Optional.of(failure));
        return failures.capture(lease.tab(), folder(hold.scope(), lease.id(), test), context, log);
    }
}
