package io.leasehold.timeline;

import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * What takes secrets out of everything that is written. Its functions are thread-safe.
 *
 * @param text for texts
 * @param address for URLs, of which only the place stays
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Redaction(UnaryOperator<String> text, UnaryOperator<String> address) {}
