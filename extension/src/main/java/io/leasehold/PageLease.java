package io.leasehold;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The right of one test to use one fresh tab of a profile's shared context.
 *
 * <p>Ask for it in place of {@code Page} where more than the page is wanted. For users; not meant to be implemented.
 *
 * <p>Thread-confined like the page itself: one thread at a time. It is given back by Leasehold when its scope ends;
 * after that {@link #page()} throws a {@link LeaseLostException}.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface PageLease {

    /** Returns the id that logs, errors and evidence carry. */
    LeaseId id();

    /** Returns the profile whose context the tab belongs to. */
    ProfileId profile();

    /** Returns how the context is shared while this lease lasts. */
    Access access();

    /**
     * Returns the tab, Playwright's own object.
     *
     * @throws LeaseLostException when the lease has been given back
     */
    Page page();

    /**
     * Names what the test does now; failures and evidence carry it. Thread-safe.
     *
     * @param name a short text without secrets, such as {@code "export orders"}
     */
    void step(String name);

    /**
     * Runs something that changes what the account holds, and writes that down before and after it, where it outlives
     * this JVM. When the JVM dies in between, or when what ended the action leaves open what the server made of it (an
     * interrupt, a connection that was cut, a wait that nobody answered), the profile is quarantined until a person has
     * looked. Mutations of tests that share the account may overlap.
     *
     * <p>That the action went through confirms nothing. {@code assertThatMutation(…)} of {@code ReadbackAssertions} makes a
     * change and confirms it by reading back; who looks in another way calls {@link Mutation#confirm()} on the result. What
     * stays unconfirmed is counted, and named when the lease ends.
     *
     * @param name a short text without secrets, such as {@code "rename store"}
     * @param action makes the change; what it throws is thrown on
     * @return the change, to be confirmed
     * @throws LeaseLostException when the profile is not, or not surely, this run's any more; the action did not run
     * @throws RegistryException when it could not be written down; the action did not run
     */
    Mutation mutation(String name, Runnable action);

    /**
     * Does what only one may do at a time for the profile, such as a report: others wait for their turn, in other threads,
     * JVMs and machines too. The same as the form below, with {@link JobScope#PROFILE} and without a result.
     *
     * @param name a short text without {@code /}, such as {@code "monthly-report"}
     * @param task what is done; what it throws is thrown on
     */
    <E extends Exception> void providerJob(String name, JobTask<E> task) throws E;

    /**
     * Does what only one may do at a time for the profile, or for its platform. The right to do it is a mutex in the
     * registry, renewed while the action runs. Jobs of other names, and tests without jobs, run on meanwhile. Jobs
     * of different names may be nested, in the same order everywhere.
     *
     * @param name a short text without {@code /}, such as {@code "monthly-report"}
     * @param scope for whom it is the only one
     * @param action what is done, on the calling thread; what it throws is thrown on
     * @return what the action returned
     * @throws LeaseLostException when the turn did not come within {@code leasehold.acquireTimeout}; or, after the action
     *     ended, when it was not, or not surely, alone all the time
     * @throws ConfigurationException when the job is asked for inside itself, or the name or scope cannot be used
     * @throws RegistryException when the registry does not answer; the action did not run
     */
    <T extends @Nullable Object, E extends Exception> T providerJob(String name, JobScope scope, JobAction<T, E> action)
            throws E;

    /**
     * Returns this lease's own folder for evidence, made on the first call with access for its owner only. What is
     * put there stays after the run.
     */
    Path evidence();
}
