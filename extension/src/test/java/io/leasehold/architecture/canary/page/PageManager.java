package io.leasehold.architecture.canary.page;

record PageManager(int number) {}
