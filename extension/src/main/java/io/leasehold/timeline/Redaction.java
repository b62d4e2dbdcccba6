package io.leasehold.timeline;

import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * What takes secrets out of everything that is written. Its functions are thread-safe.
 *
 * @param text for texts
 * @param address for URLs, of which only the place stays
 * @param changes counts how often they learned a secret: what they made of a text may be remembered until then
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Redaction(UnaryOperator<String> text, UnaryOperator<String> address, LongSupplier changes) {}
