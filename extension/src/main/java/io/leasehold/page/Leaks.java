package io.leasehold.page;

import java.util.Locale;
import org.apiguardian.api.API;

/** What becomes of a test that leaves tabs open, which are closed in any case. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public enum Leaks {
    /** They are counted. */
    CLOSE,
    /** They are counted, and the test fails. */
    FAIL;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
