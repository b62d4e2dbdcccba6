package io.leasehold.readback;

import java.util.regex.Pattern;

/** Which addresses a test means: a glob as in {@code page.route}, or a regular expression. Immutable. */
final class UrlPattern {

    private static final String SPECIAL = "\\.[]()+^$|";

    private final Pattern pattern;

    private UrlPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Takes a part of an address, as regular expressions do elsewhere. */
    static UrlPattern of(Pattern pattern) {
        return new UrlPattern(pattern);
    }

    /** One that starts with a slash is about any host. */
    static UrlPattern glob(String glob) {
        String any = glob.startsWith("/") ? "^[^:/?#]+://[^/?#]*" : "^";
        return new UrlPattern(Pattern.compile(any + translated(glob) + "$"));
    }

    private static String translated(String glob) {
        StringBuilder regex = new StringBuilder();
        boolean inGroup = false;
        for (int at = 0; at < glob.length(); at++) {
            char c = glob.charAt(at);
            if (c == '*') {
                boolean twice = at + 1 < glob.length() && glob.charAt(at + 1) == '*';
                regex.append(twice ? ".*" : "[^/]*");
                at += twice ? 1 : 0;
            } else if (c == '{' || c == '}') {
                regex.append(c == '{' ? "(?:" : ")");
                inGroup = c == '{';
            } else if (c == ',' && inGroup) {
                regex.append('|');
            } else {
                regex.append(SPECIAL.indexOf(c) >= 0 || c == '?' ? "\\" : "").append(c);
            }
        }
        return regex.toString();
    }

    boolean matches(String url) {
        return pattern.matcher(url).find();
    }

    @Override
    public String toString() {
        return pattern.toString();
    }
}
