package io.leasehold.evidence;

import java.time.Instant;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A console message or an uncaught error of a page, redacted. Immutable.
 *
 * @param at when it came
 * @param type Playwright's message type, or {@code pageerror}
 * @param text what it said
 * @param location the script's address and line, or nothing
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record ConsoleEntry(Instant at, String type, String text, String location) {}
