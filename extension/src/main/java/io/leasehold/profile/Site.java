package io.leasehold.profile;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a profile works. Immutable. */
record Site(Optional<URI> baseUrl, URI entryUrl) {

    URI resolve(String address) {
        return WebAddress.resolve(baseUrl.orElse(entryUrl), address);
    }

    /** Tells whether an address has one of the site's origins; an address that cannot be read has none. */
    boolean owns(String address) {
        String origin = Origin.of(address);
        return !origin.isEmpty()
                && Stream.concat(baseUrl.stream(), Stream.of(entryUrl))
                        .anyMatch(own -> Origin.of(own.toString()).equals(origin));
    }
}
