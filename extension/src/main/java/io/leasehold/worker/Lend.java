package io.leasehold.worker;

/**
 * One time that a connection was lent. The ledger remembers it for long, so it keeps no holder, whose pages and test
 * would live on with it; only how messages name that, once it is over.
 */
final class Lend {

    private volatile String lease = "no lease";

    void over(String describedLease) {
        lease = describedLease;
    }

    /** Names the lease that is over. */
    String lease() {
        return lease;
    }
}
