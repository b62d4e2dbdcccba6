package io.leasehold.harbor.orders;

import java.util.Locale;

/** An order as it is stored. */
public record Order(
        long id,
        String customer,
        String product,
        int quantity,
        long totalCents,
        String status,
        String note,
        String createdOn,
        String createdBy) {
    /** The number that people use. */
    public String number() {
        return String.format(Locale.ROOT, "HO-%05d", id);
    }
}
