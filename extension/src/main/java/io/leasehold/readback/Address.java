package io.leasehold.readback;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/** Reads addresses as browsers write them. */
final class Address {

    private Address() {}

    static String withoutFragment(String url) {
        return url.split("#", 2)[0];
    }

    /** Returns scheme, host and path, without a slash at the end. */
    static String place(String url) {
        return url.split("[?#]", 2)[0].replaceFirst("/+$", "");
    }

    static String origin(String url) {
        try {
            URI uri = new URI(url.split("[?#]", 2)[0]);
            return Objects.toString(uri.getScheme(), "") + "://" + Objects.toString(uri.getRawAuthority(), "");
        } catch (URISyntaxException e) {
            // Browsers accept addresses that Java does not.
            return place(url);
        }
    }

    /**
     * Returns the address of the record without what the change may have put into it: the one before the change where both
     * name the same place; else the new place, without query, and with its fragment only where that is a route.
     */
    static String withoutState(String before, String after) {
        if (place(before).equals(place(after)) && route(before).equals(route(after))) {
            return before;
        }
        return after.split("[?#]", 2)[0] + route(after);
    }

    /** Single-page applications route by a fragment that starts with a slash; its own query is state. */
    private static String route(String url) {
        int hash = url.indexOf('#');
        String fragment = hash < 0 ? "" : url.substring(hash);
        return fragment.startsWith("#/") || fragment.startsWith("#!/") ? fragment.split("\\?", 2)[0] : "";
    }
}
