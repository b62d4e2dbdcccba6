package io.leasehold.browser;

import com.microsoft.playwright.PlaywrightException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a connection failed without a word of what Playwright says itself: that quotes the address. */
final class ConnectFailure {

    private static final Pattern VERSIONS = Pattern.compile(
            "version mismatch.*?server version: v([\\d.]{1,20}).*?client version: v([\\d.]{1,20})", Pattern.DOTALL);
    private static final Pattern STATUS =
            Pattern.compile("(?:[Uu]nexpected status|\\bwss?://\\S{1,2048}):? (\\d{3})\\b");
    private static final Map<String, String> KNOWN = known();

    private ConnectFailure() {}

    private static Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("ECONNREFUSED", "nobody listens there");
        known.put("ENOTFOUND", "its host is not known");
        known.put("EAI_AGAIN", "its host is not known");
        known.put("EHOSTUNREACH", "its host cannot be reached");
        known.put("ENETUNREACH", "its host cannot be reached");
        known.put("ECONNRESET", "the connection was cut at once");
        known.put("Timeout", "it did not answer in time");
        known.put("Malformed endpoint", "it is no Playwright server, or starts no browser");
        return known;
    }

    /** Returns the reason as a clause. */
    static String words(PlaywrightException e) {
        String text = String.valueOf(e.getMessage());
        Matcher versions = VERSIONS.matcher(text);
        if (versions.find()) {
            return "it is Playwright " + versions.group(1) + ", and these tests use " + versions.group(2)
                    + ". Both have to be the same";
        }
        for (Map.Entry<String, String> one : KNOWN.entrySet()) {
            if (text.contains(one.getKey())) {
                return one.getValue();
            }
        }
        Matcher status = STATUS.matcher(text);
        return status.find() ? "it refused the connection with status " + status.group(1) : "the connection failed";
    }
}
