package io.leasehold.profile;

import java.net.URI;
import java.util.Optional;

/** Where a profile works. Immutable. */
record Site(Optional<URI> baseUrl, URI entryUrl) {

    URI resolve(String address) {
        return WebAddress.resolve(baseUrl.orElse(entryUrl), address);
    }
}
