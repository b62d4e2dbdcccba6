package io.leasehold.architecture.canary.unmarked;

record NobodyMarkedMe(int number) {}
