package io.leasehold.evidence;

import java.time.Instant;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A request that got no answer or one of status 400 or more, redacted. Immutable.
 *
 * @param at when it ended
 * @param method the HTTP method
 * @param url the address
 * @param status the HTTP status, or 0 without an answer
 * @param reason why there was no answer, or nothing
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record FailedRequest(Instant at, String method, String url, int status, String reason) {}
