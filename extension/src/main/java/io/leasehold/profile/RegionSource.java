package io.leasehold.profile;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A page that tells, as JSON, the region of whoever asks. Immutable.
 *
 * @param url its address; printing leaves it out, for it may hold a key
 * @param field where the region stands in it: names from the top down, separated by dots
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record RegionSource(String url, String field) {

    @Override
    public String toString() {
        return "RegionSource[" + field + "]";
    }
}
