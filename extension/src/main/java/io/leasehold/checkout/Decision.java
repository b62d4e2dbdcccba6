package io.leasehold.checkout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.LeaseholdException;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a checkout came to.
 *
 * @param record as it stands in {@code checkout.json}
 * @param failure what ended it, if it was not approved
 * @param folder where its evidence is, if that could be written
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Decision(ObjectNode record, Optional<LeaseholdException> failure, Optional<Path> folder) {

    /** Copies the record. */
    public Decision {
        record = record.deepCopy();
    }

    /** Returns the record, a copy of it. */
    @Override
    public ObjectNode record() {
        return record.deepCopy();
    }

    /** Returns why the profile was denied, if it was. */
    public Optional<Reason> reason() {
        return failure.map(CheckoutRecords::reason);
    }

    /** Tells whether it was a denial, and no failure of what surrounds the checkout. */
    public boolean isDenial() {
        return failure.filter(CheckoutDeniedException.class::isInstance).isPresent();
    }

    @Override
    public String toString() {
        return "Decision[" + reason().map(Reason::code).orElse("approved") + "]";
    }
}
