package io.leasehold.evidence;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What looks like a secret wherever it stands.
 *
 * <p>All repetitions are bounded: what is redacted comes from web pages, and must not be able to stall the suite.
 */
final class RedactionPatterns {

    private static final String NAME =
            "[\\w-]{0,40}(?:passw(?:or)?d|passwort|pwd|passphrase|passcode|secret|token|api[-_]?key|session[-_]?id"
                    + "|credential|private[-_]?key)[\\w-]{0,40}";
    private static final String SEPARATOR = "\\\\{0,4}[\"']?\\s{0,8}[:=]\\s{0,8}";

    private static final Pattern URL = pattern("\\b(?:https?|wss?|ftp)://[^\\s\"'<>\\\\`)\\]}]{1,8192}");

    private static final List<Rule> RULES = List.of(
            new Rule(
                    pattern("\\b((?:proxy-)?authorization|(?:set-)?cookie2?|x-api-key|x-auth-token|x-[cx]srf-token)("
                            + SEPARATOR + "\\\\{0,4}[\"']?)[^\\r\\n\"]++"),
                    "$1$2" + Redactor.MASK),
            // The call log of a request that Playwright made itself: any header may carry a token.
            new Rule(
                    Pattern.compile(
                            "^(- {3,8}- (?!(?:user-agent|accept|accept-encoding|accept-language|content-type"
                                    + "|content-length|host|date|server): )[A-Za-z0-9-]{1,64}: )[^\\r\\n]++",
                            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE),
                    "$1" + Redactor.MASK),
            new Rule(
                    pattern("(\"name\"\\s{0,8}:\\s{0,8}\"[^\"\\n"
                            + "]{0,256}\"\\s{0,8},\\s{0,8}\"value\"\\s{0,8}:\\s{0,8}\")[^\"\\n"
                            + "]++"),
                    "$1" + Redactor.MASK),
            new Rule(
                    pattern("\\b(bearer|basic|digest|negotiate)\\s{1,8}(?=[^\\s\"',;]{0,512}[0-9+/=._-])"
                            + "[A-Za-z0-9._~+/=-]{8,}+"),
                    "$1 " + Redactor.MASK),
            new Rule(
                    Pattern.compile("\\beyJ[A-Za-z0-9_-]{5,}+\\.[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]*+){0,3}"),
                    Redactor.MASK),
            quoted('"'),
            quoted('\''),
            new Rule(
                    pattern("\\b(" + NAME + SEPARATOR
                            + ")(\\\\{1,4}[\"'])(?:[^\\\\\\n]++|\\\\{1,8}(?![\"'\\\\])){1,200}+"),
                    "$1$2" + Redactor.MASK),
            new Rule(
                    pattern("\\b(" + NAME + SEPARATOR
                            + ")(?!…(?:[\\s\"'&,;)]|$))[^\\s\"'\\\\&,;(){}\\[\\]<>]{1,8192}+"),
                    "$1" + Redactor.MASK),
            new Rule(pattern("(?<![\\w/.])(?:[A-Z]:)?/[^\\s\"'<>:]{0,256}?\\.sock\\b"), Redactor.MASK),
            new Rule(pattern("(?<![\\w/.])/[^\\s\"'<>:]{0,256}?/pw-[^\\s\"'<>]{1,256}"), Redactor.MASK),
            new Rule(pattern("\\\\{2,4}[.?]\\\\{1,2}pipe\\\\{1,2}[^\\s\"'<>]{1,256}"), Redactor.MASK));

    private RedactionPatterns() {}

    static String apply(String text) {
        String result =
                URL.matcher(text).replaceAll(found -> Matcher.quoteReplacement(UrlRedaction.apply(found.group())));
        for (Rule rule : RULES) {
            result = rule.what().matcher(result).replaceAll(rule.replacement());
        }
        return result;
    }

    private static Rule quoted(char quote) {
        return new Rule(
                pattern("\\b(" + NAME + SEPARATOR + quote + ")(?:[^" + quote + "\\\\\\n]++|\\\\.){1,200}+"),
                "$1" + Redactor.MASK);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    private record Rule(Pattern what, String replacement) {}
}
