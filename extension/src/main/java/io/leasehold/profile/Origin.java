package io.leasehold.profile;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** The origins of addresses, in one spelling: browsers leave out usual ports and write hosts in small letters. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Origin {

    /** Java's own reader of addresses refuses paths and hosts, such as {@code my_app}, that browsers open. */
    private static final Pattern PARTS = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:[^@/?#\\\\]*@)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+]|[^:/?#\\[\\]@\\s\\\\]+)(?::(?<port>[0-9]*))?(?=[/?#\\\\]|$)");

    private Origin() {}

    /**
     * Returns an address' origin.
     *
     * @param address an absolute URL, as a browser or a person writes it
     * @return scheme, host and port; empty when it has none or cannot be read
     */
    public static String of(String address) {
        Matcher parts = PARTS.matcher(address);
        if (!parts.lookingAt()) {
            return "";
        }
        String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        String host = parts.group("host").toLowerCase(Locale.ROOT);
        String port = Objects.requireNonNullElse(parts.group("port"), "");
        return scheme + "://" + host + ":" + (port.isEmpty() ? usualPort(scheme) : port);
    }

    /**
     * Returns what follows an address' origin.
     *
     * @param address an absolute URL, as a browser or a person writes it
     * @return path, query and fragment; all of it when it has no origin
     */
    public static String after(String address) {
        Matcher parts = PARTS.matcher(address);
        return parts.lookingAt() ? address.substring(parts.end()) : address;
    }

    private static String usualPort(String scheme) {
        return scheme.equals("https") || scheme.equals("wss") ? "443" : "80";
    }
}
