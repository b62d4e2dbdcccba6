package io.leasehold.evidence;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ways in which one secret may be written. */
final class SecretForms {

    /** Shorter values stand in too many harmless words to be replaced. */
    static final int SHORTEST = KnownSecrets.SHORTEST;

    private static final int SHORTEST_INNER = 8;
    private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

    private SecretForms() {}

    static Set<String> of(String secret) {
        String plain = ControlCharacters.strip(secret);
        if (plain.strip().length() < SHORTEST) {
            return Set.of();
        }
        Set<String> forms = new LinkedHashSet<>();
        forms.add(plain);
        forms.add(plain.strip());
        urls(secret, forms);
        json(secret, forms);
        html(plain, forms);
        base64(secret, forms);
        hex(secret, forms);
        return forms.stream().filter(form -> form.length() >= SHORTEST).collect(Collectors.toSet());
    }

    private static void urls(String secret, Set<String> forms) {
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String percent = form.replace("+", "%20");
        forms.add(form);
        forms.add(percent);
        forms.add(lowerCaseHex(form));
        forms.add(lowerCaseHex(percent));
        // An address inside the query of another.
        forms.add(percent.replace("%", "%25"));
        // What JavaScript's encodeURIComponent leaves alone and Java encodes.
        forms.add(percent.replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~"));
    }

    private static String lowerCaseHex(String encoded) {
        return PERCENT.matcher(encoded).replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT));
    }

    /** Bodies of requests are quoted by logs that are JSON themselves, so it may be escaped twice. */
    private static void json(String secret, Set<String> forms) {
        String once = escaped(secret);
        forms.add(once);
        forms.add(once.replace("/", "\\/"));
        forms.add(ascii(once));
        forms.add(escaped(once));
    }

    private static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            result.append(
                    switch (c) {
                        case '"' -> "\\\"";
                        case '\\' -> "\\\\";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        case '\t' -> "\\t";
                        default -> c < ' ' ? unicode(c) : String.valueOf(c);
                    });
        }
        return result.toString();
    }

    private static String ascii(String text) {
        StringBuilder result = new StringBuilder();
        text.chars().forEach(c -> result.append(c > '~' ? unicode((char) c) : String.valueOf((char) c)));
        return result.toString();
    }

    private static String unicode(char c) {
        return String.format(Locale.ROOT, "\\u%04x", (int) c);
    }

    private static void hex(String secret, Set<String> forms) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    }

    private static void html(String plain, Set<String> forms) {
        String text = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        forms.add(text);
        forms.add(text.replace("\"", "&quot;"));
        forms.add(text.replace("\"", "&quot;").replace("'", "&#39;"));
        forms.add(text.replace("\"", "&#34;").replace("'", "&#39;"));
        forms.add(text.replace("\"", "&quot;").replace("'", "&#x27;"));
    }

    private static void base64(String secret, Set<String> forms) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
            forms.add(encoder.encodeToString(bytes));
            forms.add(encoder.withoutPadding().encodeToString(bytes));
            for (int shift = 0; shift < 3; shift++) {
                String inner = inside(encoder.withoutPadding(), bytes, shift);
                if (inner.length() >= SHORTEST_INNER) {
                    forms.add(inner);
                }
            }
        }
    }

    /** The part of the encoding of a longer text that depends on the secret alone: 'user:password' for example. */
    private static String inside(Base64.Encoder encoder, byte[] secret, int shift) {
        byte[] shifted = new byte[shift + secret.length];
        System.arraycopy(secret, 0, shifted, shift, secret.length);
        String encoded = encoder.encodeToString(shifted);
        int first = (shift * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        return first < end ? encoded.substring(first, end) : "";
    }
}
