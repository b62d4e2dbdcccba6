package io.leasehold.architecture.canary.checkout;

final class KeepsThreadLocals {
    private final ThreadLocal<String> local = new ThreadLocal<>();

    String value() {
        return local.get();
    }
}
