package io.leasehold.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Planted secrets, and the ways in which a text may hold one of them. Thread-safe. */
final class Canaries {

    private static final int HALF = 12;

    private final Map<String, String> planted = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> forms = new ConcurrentHashMap<>();

    /** Makes a secret whose encodings all differ from it. */
    String plant(String name) {
        return plantValue(name, "Kq+" + random() + "/\"=");
    }

    /** Makes a secret of letters and digits only, for places that take nothing else. */
    String plantPlain(String name) {
        return plantValue(name, "Zw" + random());
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    String plantValue(String name, String value) {
        planted.put(name, value);
        forms.put(name, forms(value));
        return value;
    }

    String value(String name) {
        return Optional.ofNullable(planted.get(name)).orElseThrow(() -> new AssertionError("no canary " + name));
    }

    Set<String> names() {
        return new TreeSet<>(planted.keySet());
    }

    /** Names the secrets that the text holds, with the way in which it holds them. */
    List<String> in(String text) {
        List<String> found = new ArrayList<>();
        forms.forEach((name, ways) -> ways.forEach((way, written) -> {
            if (text.contains(written)) {
                found.add(name + " (" + way + ")");
            }
        }));
        return found;
    }

    /** Returns the secrets that the text holds in any way. */
    Set<String> namesIn(String text) {
        Set<String> found = new TreeSet<>();
        in(text).forEach(one -> found.add(one.substring(0, one.indexOf(" ("))));
        return found;
    }

    /** Each way with what a file would hold, read byte by byte. */
    private static Map<String, String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("raw", secret);
        forms.put("url-encoded", url);
        forms.put(
                "url-encoded, lower case",
                url.replace("%2B", "%2b").replace("%2F", "%2f").replace("%3D", "%3d"));
        forms.put("json", json);
        forms.put("json in json", json.replace("\\", "\\\\").replace("\"", "\\\""));
        forms.put("html", secret.replace("\"", "&quot;"));
        forms.put("html by number", secret.replace("\"", "&#34;"));
        forms.put("hex", HexFormat.of().formatHex(bytes));
        forms.put("HEX", HexFormat.of().withUpperCase().formatHex(bytes));
        forms.put("utf-16", read(secret.getBytes(StandardCharsets.UTF_16LE)));
        forms.put("utf-16, big end first", read(secret.getBytes(StandardCharsets.UTF_16BE)));
        for (int shift = 0; shift < 3; shift++) {
            forms.put("base64 +" + shift, inside(Base64.getEncoder(), bytes, shift));
            forms.put("base64url +" + shift, inside(Base64.getUrlEncoder(), bytes, shift));
        }
        // A secret that was cut, or spelt in yet another way, has a half of its letters together all the same.
        String core = secret.substring(3, secret.length() - 3);
        forms.put("first half", core.substring(0, HALF));
        forms.put("last half", core.substring(core.length() - HALF));
        forms.put("first half, upper case", core.substring(0, HALF).toUpperCase(Locale.ROOT));
        return forms;
    }

    private static String read(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What a Base64 of a longer text has of the secret, whatever stands before and behind it. */
    private static String inside(Base64.Encoder encoder, byte[] secret, int shift) {
        byte[] whole = new byte[shift + secret.length / 3 * 3];
        System.arraycopy(secret, 0, whole, shift, whole.length - shift);
        String text = encoder.withoutPadding().encodeToString(whole);
        return text.substring(shift == 0 ? 0 : 4, text.length() - 4);
    }
}
