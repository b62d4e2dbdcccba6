package io.leasehold.profile;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges addresses of browsers. What is wrong is said without the address: it is a secret. */
final class Endpoint {

    private static final List<String> CDP = List.of("http", "https", "ws", "wss");
    private static final List<String> SERVER = List.of("ws", "wss");

    private Endpoint() {}

    /** Returns what is wrong with an address, if anything is. */
    static Optional<String> fault(BrowserSource.Kind kind, String address) {
        List<String> schemes = kind == BrowserSource.Kind.ATTACHED ? CDP : SERVER;
        String accepted = " Accepted: an address that starts with " + String.join("://, ", schemes) + "://.";
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return schemes.contains(scheme) && uri.getRawAuthority() != null
                    ? Optional.empty()
                    : Optional.of("is no address of a browser." + accepted);
        } catch (URISyntaxException e) {
            return Optional.of("is no address: it holds a character or a form that addresses do not have." + accepted);
        }
    }

    /** Tells whether an address as it stands in the file shows what opens it. */
    static boolean showsAccess(String address) {
        return address.contains("@") || address.contains("?");
    }
}
