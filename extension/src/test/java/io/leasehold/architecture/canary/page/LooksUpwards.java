package io.leasehold.architecture.canary.page;

import io.leasehold.architecture.canary.jupiter.KnownToNobody;

record LooksUpwards(KnownToNobody above) {}
