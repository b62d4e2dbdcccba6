package io.leasehold.worker;

import com.microsoft.playwright.Page;

/** By {@code BrowserType.connect}, with a driver process a worker. */
record PublicWay() implements WorkerWay {

    @Override
    public Worker connect(WorkerSettings settings, TabLedger ledger) {
        return ConnectedWorker.connect(settings);
    }

    @Override
    public boolean isStray(Page tab, TabLedger ledger) {
        // Without the door nobody notes whose tab it is.
        return false;
    }

    @Override
    public boolean refusesCalls() {
        return false;
    }
}
