package io.leasehold.architecture.canary.page;

public record PublicWithoutStatus(int number) {}
