package io.leasehold.architecture.canary.page;

import java.util.concurrent.TimeUnit;

final class Sleeps {
    private Sleeps() {}

    static void thread() throws InterruptedException {
        Thread.sleep(1);
    }

    static void unit() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
    }
}
