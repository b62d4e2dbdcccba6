package io.leasehold.worker;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.time.Duration;
import java.util.Optional;

/** By {@code BrowserType.connect}, with a driver process a worker. */
record PublicWay() implements WorkerWay {

    @Override
    public Worker connect(WorkerSettings settings, TabLedger ledger) {
        return ConnectedWorker.connect(settings, ledger);
    }

    @Override
    public Optional<String> strayId(Page tab, TabLedger ledger) {
        // Without the door nobody notes whose tab it is.
        return Optional.empty();
    }

    @Override
    public boolean isOurs(Page tab, TabLedger ledger) {
        try {
            TabTarget target = TabTarget.of(tab);
            boolean ours = ledger.isOurs(target.id(), target.openerFrame().orElse(null));
            if (ours) {
                // For the tabs that it opened, which come later in every list.
                ledger.claim(target.id(), target);
            }
            return ours;
        } catch (PlaywrightException e) {
            return false;
        }
    }

    @Override
    public Optional<String> contextId(BrowserContext context) {
        return Optional.empty();
    }

    @Override
    public void closeTarget(WorkerSettings settings, String tab, Duration limit) {
        throw new UnsupportedOperationException("By the public way no stray tab is known.");
    }

    @Override
    public boolean refusesCalls() {
        return false;
    }
}
