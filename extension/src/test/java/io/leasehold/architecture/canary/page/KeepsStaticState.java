package io.leasehold.architecture.canary.page;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

final class KeepsStaticState {
    static final ConcurrentHashMap<String, String> MAP = new ConcurrentHashMap<>();
    static final AtomicInteger NUMBER = new AtomicInteger();
    static final int[] ARRAY = {1};
    static int count = 1;

    private KeepsStaticState() {}
}
