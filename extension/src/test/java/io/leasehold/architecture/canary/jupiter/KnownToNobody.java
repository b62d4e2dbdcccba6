package io.leasehold.architecture.canary.jupiter;

import org.apiguardian.api.API;

@API(status = API.Status.INTERNAL)
public record KnownToNobody(int number) {}
