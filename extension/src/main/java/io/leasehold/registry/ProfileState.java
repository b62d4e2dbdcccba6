package io.leasehold.registry;

import java.util.Arrays;
import java.util.Locale;
import org.apiguardian.api.API;

/** What a profile is at, as far as its next use is concerned. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public enum ProfileState {
    /** The next checkout may have it. */
    AVAILABLE,
    /** A holder has it. */
    LEASED,
    /** Its holder did not renew in time; nobody has looked yet. */
    STALE,
    /** A person has to look before it is used again. */
    REVIEW_REQUIRED,
    /** What it holds may be half changed; a person has to clear it. */
    QUARANTINED,
    /** A person took it out of use. */
    DISABLED;

    /** Returns the state's name in records: lower case, with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the state of a name in records. */
    public static ProfileState of(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + code + "' is no profile state."));
    }
}
