package io.leasehold.worker;

import com.microsoft.playwright.Page;
import java.io.IOException;

/** Over our own transport. */
record DirectWay(PlaywrightInternals internals) implements WorkerWay {

    @Override
    public Worker connect(WorkerSettings settings, TabLedger ledger) throws IOException {
        return DirectWorker.connect(internals, settings, ledger);
    }

    @Override
    public boolean isStray(Page tab, TabLedger ledger) {
        return ledger.isStray(internals.guid(tab), internals.openerOf(tab));
    }

    @Override
    public boolean refusesCalls() {
        return true;
    }
}
