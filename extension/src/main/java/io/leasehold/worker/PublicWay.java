package io.leasehold.worker;

/** By {@code BrowserType.connect}, with a driver process a worker. */
record PublicWay() implements WorkerWay {

    @Override
    public Worker connect(WorkerSettings settings, TabLedger ledger) {
        return ConnectedWorker.connect(settings);
    }

    @Override
    public boolean refusesCalls() {
        return false;
    }
}
