package io.leasehold.evidence;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rewrites a URL so that it tells the place and nothing else: no user, no query values, no fragment, and nothing of its
 * path that looks like a token, as links in mails have them. UUIDs and the ids of databases stay: they tell the record.
 */
final class UrlRedaction {

    static final String VALUE = "…";

    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]{0,31}:");
    private static final Pattern HOST = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]{0,31}:)?//[^/?#]*");
    private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]{0,31}:)?//[^/?#]*@");
    private static final Pattern TOKEN = Pattern.compile("(?<![A-Za-z0-9])(?=[A-Za-z]*+[0-9])(?=[0-9]*+[A-Za-z])"
            + "(?:[A-Za-z0-9]{32,}+|(?=[A-Z0-9]*+[a-z])(?=[a-z0-9]*+[A-Z])[A-Za-z0-9]{20,}+)");
    private static final int LONGEST_KEY = 40;

    private UrlRedaction() {}

    static String apply(String url) {
        String scheme = scheme(url);
        return switch (scheme) {
            case "ws:", "wss:" -> scheme + "//" + Redactor.MASK;
            case "data:", "javascript:", "blob:" -> scheme + VALUE;
            default -> place(url);
        };
    }

    private static String scheme(String url) {
        var matcher = SCHEME.matcher(url);
        return matcher.find() ? matcher.group().toLowerCase(Locale.ROOT) : "";
    }

    private static String place(String url) {
        int hash = url.indexOf('#');
        String whole = USER.matcher(hash < 0 ? url : url.substring(0, hash)).replaceFirst("$1//");
        int query = whole.indexOf('?');
        return query < 0 ? path(whole) : path(whole.substring(0, query)) + "?" + keys(whole.substring(query + 1));
    }

    /** A segment goes as a whole: what stands beside the random part of a token belongs to it. */
    private static String path(String whole) {
        var host = HOST.matcher(whole);
        int start = host.find() ? host.end() : 0;
        return whole.substring(0, start)
                + Arrays.stream(whole.substring(start).split("/", -1))
                        .map(segment -> TOKEN.matcher(segment).find() ? VALUE : segment)
                        .collect(Collectors.joining("/"));
    }

    private static String keys(String query) {
        return Arrays.stream(query.split("&", -1)).map(UrlRedaction::key).collect(Collectors.joining("&"));
    }

    private static String key(String pair) {
        int equals = pair.indexOf('=');
        if (pair.isEmpty()) {
            return "";
        }
        // A pair without '=' may be a bare token, and so may a very long key.
        return equals < 0 || equals > LONGEST_KEY ? VALUE : pair.substring(0, equals + 1) + VALUE;
    }
}
