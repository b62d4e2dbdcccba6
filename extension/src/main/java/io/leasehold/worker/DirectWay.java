package io.leasehold.worker;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Over our own transport. */
record DirectWay(PlaywrightInternals internals) implements WorkerWay {

    @Override
    public Worker connect(WorkerSettings settings, TabLedger ledger) throws IOException {
        return DirectWorker.connect(internals, settings, ledger);
    }

    @Override
    public Optional<String> strayId(Page tab, TabLedger ledger) {
        String id = internals.guid(tab);
        return ledger.isStray(id, internals.openerOf(tab)) ? Optional.of(id) : Optional.empty();
    }

    @Override
    public boolean isOurs(Page tab, TabLedger ledger) {
        return ledger.isOurs(internals.guid(tab), internals.openerOf(tab));
    }

    @Override
    public Optional<String> contextId(BrowserContext context) {
        return Optional.of(internals.guid(context));
    }

    @Override
    public void closeTarget(WorkerSettings settings, String tab, Duration limit) throws IOException {
        TabLedger ledger = new TabLedger();
        DirectWorker rescue = DirectWorker.connect(internals, settings, ledger);
        try {
            rescue.closeTarget(tab, limit);
        } finally {
            rescue.disconnect();
        }
    }

    @Override
    public boolean refusesCalls() {
        return true;
    }
}
