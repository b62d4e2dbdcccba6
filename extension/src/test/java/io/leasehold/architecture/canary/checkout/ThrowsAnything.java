package io.leasehold.architecture.canary.checkout;

final class ThrowsAnything {
    private ThrowsAnything() {}

    static void runtime() {
        throw new RuntimeException("anything");
    }

    static void error() {
        throw new Error("anything");
    }

    static void checked() throws Exception {
        throw new Exception("anything");
    }
}
