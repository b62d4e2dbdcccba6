package io.leasehold.profile;

import java.util.Arrays;
import java.util.Locale;
import org.apiguardian.api.API;

/** What an inspection may do with a profile whose lease ended without a word. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public enum ReleasePolicy {
    /** A recovery probe may return it, when nothing can have been left half done. */
    INSPECT_ON_UNKNOWN_STATE,
    /** A person has to look. */
    MANUAL_REVIEW_ON_UNKNOWN_STATE;

    /** Returns the policy's name in records and in the profiles file. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the policy of a name in records. */
    public static ReleasePolicy of(String code) {
        return Arrays.stream(values())
                .filter(policy -> policy.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + code + "' is no release policy."));
    }
}
