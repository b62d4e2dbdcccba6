package io.leasehold.worker;

import java.io.IOException;

/** Over our own transport. */
record DirectWay(PlaywrightInternals internals) implements WorkerWay {

    @Override
    public Worker connect(WorkerSettings settings, TabLedger ledger) throws IOException {
        return DirectWorker.connect(internals, settings, ledger);
    }

    @Override
    public boolean refusesCalls() {
        return true;
    }
}
