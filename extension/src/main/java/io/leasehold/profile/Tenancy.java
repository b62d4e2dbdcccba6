package io.leasehold.profile;

import java.time.Duration;

/** How a profile is checked out: what an inspection may do with it, and how long a lease lasts without renewal. */
record Tenancy(ReleasePolicy releasePolicy, Duration ttl) {}
