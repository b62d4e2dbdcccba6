package io.leasehold.readback;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which requests of a page belong to its write: by method and site, unless the test says it by address. Not thread-safe.
 */
final class WriteRules {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|\\[.*]");

    private final List<UrlPattern> only = new ArrayList<>();
    private final List<UrlPattern> ignored = new ArrayList<>();

    void only(UrlPattern pattern) {
        only.add(pattern);
    }

    void ignore(UrlPattern pattern) {
        ignored.add(pattern);
    }

    boolean isWrite(Sent sent) {
        if (ignored.stream().anyMatch(pattern -> pattern.matches(sent.url()))) {
            return false;
        }
        if (!only.isEmpty()) {
            return only.stream().anyMatch(pattern -> pattern.matches(sent.url()));
        }
        return mayWrite(sent.method())
                && sameSite(sent.url(), sent.page())
                && !GraphQl.onlyReads(sent.contentType(), sent.body());
    }

    static boolean mayWrite(String method) {
        return !READING.contains(method.toUpperCase(Locale.ROOT));
    }

    /**
     * Tells whether two addresses belong to one site: other sites of a page are analytics and the like. Without a list of
     * public suffixes: the last two labels of a name.
     */
    static boolean sameSite(String url, String page) {
        String one = host(url);
        String other = host(page);
        return one.equals(other) || (!one.isEmpty() && site(one).equals(site(other)));
    }

    private static String site(String host) {
        if (NUMBERS.matcher(host).matches()) {
            return host;
        }
        String[] labels = host.split("\\.", -1);
        return labels.length < 2 ? host : labels[labels.length - 2] + "." + labels[labels.length - 1];
    }

    private static String host(String url) {
        try {
            return Objects.toString(new URI(url.split("[?#]", 2)[0]).getHost(), "")
                    .toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            // Browsers accept addresses that Java does not; such a one counts as its page's own.
            return "";
        }
    }
}
