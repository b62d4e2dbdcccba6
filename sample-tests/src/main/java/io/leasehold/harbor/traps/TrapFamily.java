package io.leasehold.harbor.traps;

import io.javalin.router.JavalinDefaultRouting;

/** Traps that work by the same means. */
interface TrapFamily {
    void add(JavalinDefaultRouting routing);
}
