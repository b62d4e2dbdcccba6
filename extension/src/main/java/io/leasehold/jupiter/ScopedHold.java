package io.leasehold.jupiter;

import io.leasehold.LeaseholdException;
import io.leasehold.ReleaseFailedException;
import io.leasehold.page.ProfileHold;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The leases of one profile in one scope; the scope's store closes it. */
final class ScopedHold implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final String ENTRY = "leasehold.evidence";

    private final ProfileHold hold;
    private final ExtensionContext context;
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Set<String> evidenceTaken = ConcurrentHashMap.newKeySet();

    ScopedHold(ProfileHold hold, ExtensionContext context) {
        this.hold = hold;
        this.context = context;
    }

    /** Notes what a test calls its profile: it may be the name of a pool. */
    void called(String name) {
        names.add(name);
    }

    boolean isCalled(String name) {
        return names.contains(name) || hold.profile().value().equals(name);
    }

    ProfileHold hold() {
        return hold;
    }

    /** Writes down what the tabs look like, once a test; the first failure counts, it is nearest to the cause. */
    void takeEvidence(ExtensionContext failed, Throwable failure) {
        if (evidenceTaken.add(failed.getUniqueId())) {
            String test = TestName.of(failed);
            List<Path> folders = hold.takeEvidence(test, failure);
            // Afterwards: the failure may quote what stands in covered fields, which the look at the page finds.
            hold.testFailed(test, failure);
            for (Path folder : folders) {
                LOGGER.log(System.Logger.Level.INFO, "Evidence of " + hold.describe() + ": " + folder);
                failed.publishReportEntry(ENTRY, folder.toString());
                PublishedEvidence.of(folder).publish(failed);
            }
        }
    }

    @Override
    public void close() {
        try {
            context.getExecutionException()
                    .filter(Failures::isFailure)
                    .ifPresent(failure -> takeEvidence(context, failure));
        } finally {
            giveBack();
        }
    }

    /** What fails here is thrown on with its lease; JUnit puts it beside the test's own failure, if there is one. */
    private void giveBack() {
        try {
            hold.close();
        } catch (LeaseholdException | VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new ReleaseFailedException(
                    "Giving back a page failed with " + e.getClass().getSimpleName()
                            + ". The lease is over all the same; its tabs are closed, or go with their context. ["
                            + hold.describe() + "]",
                    e);
        }
    }
}
