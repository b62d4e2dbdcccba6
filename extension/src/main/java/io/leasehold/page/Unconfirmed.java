package io.leasehold.page;

import java.util.Locale;
import org.apiguardian.api.API;

/** What becomes of a test that makes changes which nobody confirms; they are counted in any case. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public enum Unconfirmed {
    /** A warning names them. */
    WARN,
    /** The test fails. */
    FAIL;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
