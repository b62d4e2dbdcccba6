package io.leasehold.profile;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a profile works. Immutable. */
record Site(Optional<URI> baseUrl, URI entryUrl) {

    URI resolve(String address) {
        return WebAddress.resolve(baseUrl.orElse(entryUrl), address);
    }

    /** Tells whether an address has one of the site's origins; an address that cannot be read has none. */
    boolean owns(String address) {
        String origin = origin(address);
        return !origin.isEmpty()
                && Stream.concat(baseUrl.stream(), Stream.of(entryUrl))
                        .anyMatch(own -> origin(own.toString()).equals(origin));
    }

    private static String origin(String address) {
        try {
            URI url = new URI(withoutPath(address));
            String scheme = Objects.toString(url.getScheme(), "").toLowerCase(Locale.ROOT);
            String host = Objects.toString(url.getHost(), "").toLowerCase(Locale.ROOT);
            int usual = scheme.equals("https") ? 443 : 80;
            return host.isEmpty() ? "" : scheme + "://" + host + ":" + (url.getPort() < 0 ? usual : url.getPort());
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /** A browser accepts characters in a path that Java does not. */
    private static String withoutPath(String address) {
        return address.replaceFirst("^([^:/?#]+://[^/?#]*).*", "$1");
    }
}
