package io.leasehold.harbor.settings;

import java.util.List;
import java.util.Locale;

/** The settings of the store. */
public record StoreSettings(String name, String supportEmail, String currency) {
    public static final List<String> CURRENCIES = List.of("USD", "EUR", "GBP", "SEK");
    static final StoreSettings INITIAL = new StoreSettings("Harbor Supply", "help@harbor.example", "USD");
    private static final int MAX_LENGTH = 80;

    /** Says what is wrong with the values; empty when nothing is. */
    String problem() {
        if (name.isBlank() || name.length() > MAX_LENGTH) {
            return "The store name must have 1 to " + MAX_LENGTH + " characters.";
        }
        if (!supportEmail.contains("@") || supportEmail.length() > MAX_LENGTH) {
            return "The support email must be an e-mail address.";
        }
        return CURRENCIES.contains(currency) ? "" : "The currency must be one of " + CURRENCIES + ".";
    }

    /** Writes an amount in the store's currency. */
    public String money(long cents) {
        return String.format(Locale.ROOT, "%s %,d.%02d", currency, cents / 100, cents % 100);
    }
}
