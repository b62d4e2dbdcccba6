package io.leasehold.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.worker.WorkerPool;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Closes the tabs of a shared context that belong to nobody who is still there. Used on the owner's thread. */
final class StrayTabSweep {

    private static final Duration RESCUE_LIMIT = Duration.ofSeconds(10);

    private final StrayTabs strays = new StrayTabs();
    private final Page keeper;
    private final WorkerPool workers;
    private final HostedContext.Environs environs;
    private final Runnable stuck;
    private @Nullable UnannouncedTabs unannounced;

    /**
     * Makes one.
     *
     * @param stuck told when a tab does not close at all
     */
    StrayTabSweep(Page keeper, WorkerPool workers, HostedContext.Environs environs, Runnable stuck) {
        this.keeper = keeper;
        this.workers = workers;
        this.environs = environs;
        this.stuck = stuck;
    }

    /** From now on looks at the tabs that only the browser knows, too. */
    void begin(UnannouncedTabs tabs) {
        unannounced = tabs;
    }

    /**
     * Looks at all tabs, and begins to close those that are stray; what takes a while is not waited for.
     *
     * @param tick the time, as {@link StrayTabs} tells it
     */
    void over(List<Page> tabs, long tick) {
        if (unannounced != null) {
            unannounced.over(tabs);
        }
        Map<String, Page> stray = new HashMap<>();
        for (Page page : tabs) {
            if (page != keeper) {
                workers.strayId(page).ifPresent(id -> stray.put(id, page));
            }
        }
        strays.stillThere(stray.keySet());
        for (String tab : stray.keySet()) {
            boolean isClosing = workers.isClosing(tab);
            switch (strays.next(tab, isClosing, tick)) {
                case WAIT -> {}
                case CLOSE_TARGET -> {
                    if (!isClosing) {
                        environs.strayTab().run();
                    }
                    environs.housekeeping().closers().execute(() -> rescue(tab));
                }
                case GIVE_UP -> stuck.run();
            }
        }
    }

    private void rescue(String tab) {
        try {
            workers.closeTarget(tab, RESCUE_LIMIT);
        } catch (PlaywrightException e) {
            // Gone by now, or it does not close at all: a later look sees.
        }
    }
}
