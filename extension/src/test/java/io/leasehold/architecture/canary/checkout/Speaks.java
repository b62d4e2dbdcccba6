package io.leasehold.architecture.canary.checkout;

final class Speaks {
    private Speaks() {}

    static void out() {
        System.out.println("out");
    }

    static void err() {
        System.err.println("err");
    }
}
