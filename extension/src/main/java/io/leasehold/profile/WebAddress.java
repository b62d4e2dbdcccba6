package io.leasehold.profile;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Reads and completes web addresses. */
final class WebAddress {

    private WebAddress() {}

    /** Reads an address, or reports the field as no address. */
    static Optional<URI> read(Fields fields, String name, Optional<URI> base) {
        return fields.text(name).flatMap(text -> {
            Optional<String> fault = fault(text, base);
            fault.ifPresent(why -> fields.refuse(name, why));
            return fault.isPresent() ? Optional.empty() : Optional.of(complete(base, text));
        });
    }

    static URI resolve(URI base, String address) {
        URI relative = URI.create(address);
        if (relative.isAbsolute()) {
            return rooted(relative);
        }
        // URI.resolve drops the last path segment for a bare query; browsers keep it.
        return address.startsWith("?")
                ? URI.create(beforeQuery(rooted(base).toString()) + address)
                : rooted(base).resolve(relative);
    }

    private static URI complete(Optional<URI> base, String text) {
        return base.map(start -> resolve(start, text)).orElseGet(() -> rooted(URI.create(text)));
    }

    private static Optional<String> fault(String text, Optional<URI> base) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL: it holds a character or a form that URLs do not have.");
        }
        if (!address.isAbsolute()) {
            return base.isEmpty() && address.getHost() == null
                    ? Optional.of("is relative and there is no baseUrl. Set baseUrl, or write a URL with http:// or"
                            + " https://.")
                    : faultOfAuthority(address);
        }
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("is not a web address. Accepted: http and https.");
        }
        return address.getHost() == null && address.getRawAuthority() == null
                ? Optional.of("is a URL without a host.")
                : faultOfAuthority(address);
    }

    private static Optional<String> faultOfAuthority(URI address) {
        String authority = address.getRawAuthority();
        if (authority == null) {
            return Optional.empty();
        }
        if (authority.contains("@")) {
            return Optional.of("holds a user name or a password. Log in with login steps and ${env:NAME} instead.");
        }
        return address.getHost() == null || address.getPort() > 65_535
                ? Optional.of("is not a URL: its host or port is not one.")
                : Optional.empty();
    }

    private static URI rooted(URI address) {
        String path = address.getRawPath();
        return path == null || path.isEmpty() ? address.resolve("/" + query(address)) : address;
    }

    private static String query(URI address) {
        return address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    }

    private static String beforeQuery(String address) {
        return address.split("[?#]", 2)[0];
    }
}
