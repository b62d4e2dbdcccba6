package io.leasehold;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How far a look at the server is from the page that made a change. Each includes the looks before it.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum ReadbackStrength {
    /** A new document in the same tab, past the HTTP cache, service workers and restored forms. */
    RELOAD("after reload"),
    /** A new tab of the same context, without the address state that the change left, with the session probed. */
    REOPENING("after reopening"),
    /** A throw-away context with the login's cookies only. */
    CLEAN_ROOM("in a clean room"),
    /** A tab of another profile. */
    WITNESS("by a witness");

    private final String phrase;

    ReadbackStrength(String phrase) {
        this.phrase = phrase;
    }

    /** Returns how sentences name it. */
    public String phrase() {
        return phrase;
    }

    /** Returns how settings name it: lower case, with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
