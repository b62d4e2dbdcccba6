package io.leasehold.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.leasehold.Access;
import io.leasehold.JobAction;
import io.leasehold.JobScope;
import io.leasehold.JobTask;
import io.leasehold.LeaseId;
import io.leasehold.LeaseLostException;
import io.leasehold.LivePages;
import io.leasehold.Mutation;
import io.leasehold.PageLease;
import io.leasehold.ProfileId;
import io.leasehold.ReadbackAccess;
import io.leasehold.checkout.RunningJob;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One page lease: a tab, until it is given back. {@link #step} is thread-safe, the rest is the test's. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class LeasedTab implements PageLease, ReadbackAccess.Source {

    private final LeaseId id;
    private final ProfileHold hold;
    private final Page page;
    private final Supplier<Path> folder;
    private final LeaseLog log;
    private volatile String step = "";
    private volatile boolean over;

    LeasedTab(LeaseId id, ProfileHold hold, Page page, Supplier<Path> folder, LeaseLog log) {
        this.id = id;
        this.hold = hold;
        this.page = page;
        this.folder = folder;
        this.log = log;
        LivePages.began(page, this);
    }

    @Override
    public LeaseId id() {
        return id;
    }

    @Override
    public ProfileId profile() {
        return hold.profile();
    }

    @Override
    public Access access() {
        return hold.access();
    }

    @Override
    public Page page() {
        if (over) {
            throw new LeaseLostException(
                    "This page was given back: lease " + id.value() + " ended with " + hold.scope()
                            + ". Ask for a page of its own in each test, with a @LeasedPage parameter. [" + describe()
                            + "]",
                    null);
        }
        return page;
    }

    /** Tells whether a test may ask for a lease by a parameter of the type. */
    public static boolean canBe(Class<?> type) {
        return type == Page.class || type == PageLease.class;
    }

    /** Tells whether the type is of those that no test can have, for all tests share the one object. */
    public static boolean isShared(Class<?> type) {
        return type == BrowserContext.class || type == Browser.class || type == Playwright.class;
    }

    /** Returns the lease, or its page, for a parameter of the type. */
    public Object as(Class<?> type) {
        return type == PageLease.class ? this : page();
    }

    Page tab() {
        return page;
    }

    LeaseLog log() {
        return log;
    }

    boolean isOver() {
        return over;
    }

    /** Ends the lease for its holder; the tab is closed after it. */
    void end() {
        over = true;
        LivePages.ended(page);
    }

    @Override
    public void step(String name) {
        step = name;
    }

    @Override
    public Mutation mutation(String name, Runnable action) {
        return hold.mutation(this, name, action);
    }

    @Override
    public ReadbackAccess readback() {
        page();
        return new TabReadback(this, hold);
    }

    @Override
    public <E extends Exception> void providerJob(String name, JobTask<E> task) throws E {
        providerJob(name, JobScope.PROFILE, job -> {
            task.run();
            return true;
        });
    }

    @Override
    public <T extends @Nullable Object, E extends Exception> T providerJob(
            String name, JobScope scope, JobAction<T, E> action) throws E {
        page();
        RunningJob job = hold.enterJob(name, scope);
        T result;
        try {
            result = action.run(job);
        } catch (Throwable failure) {
            job.endAfter(failure);
            throw failure;
        }
        job.end();
        return result;
    }

    String currentStep() {
        return step;
    }

    @Override
    public Path evidence() {
        return folder.get();
    }

    String describe() {
        return "lease=" + id.value() + " profile=" + profile().value() + " test=" + hold.scope();
    }
}
