package io.leasehold.harbor.control;

import java.time.Instant;

/** A session as the control shows it; the handle names it and opens nothing. */
public record SessionSummary(String handle, String account, Instant since) {}
