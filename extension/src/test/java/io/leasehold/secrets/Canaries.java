package io.leasehold.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Planted secrets, and the ways in which a text may hold one of them. */
final class Canaries {

    private final Map<String, String> planted = new LinkedHashMap<>();

    /** Makes a secret whose encodings all differ from it. */
    String plant(String name) {
        String secret = "Kq+" + UUID.randomUUID().toString().replace("-", "") + "/\"=";
        planted.put(name, secret);
        return secret;
    }

    /** Makes a secret of letters and digits only, for places that take nothing else. */
    String plantPlain(String name) {
        return plantValue(name, "Zw" + UUID.randomUUID().toString().replace("-", ""));
    }

    String plantValue(String name, String value) {
        planted.put(name, value);
        return value;
    }

    /** Names the secrets that the text holds, with the way in which it holds them. */
    List<String> in(String text) {
        List<String> found = new ArrayList<>();
        planted.forEach((name, secret) -> forms(secret).forEach((form, written) -> {
            if (text.contains(written)) {
                found.add(name + " (" + form + ")");
            }
        }));
        return found;
    }

    private static Map<String, String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Map.of(
                "raw", secret,
                "url-encoded", URLEncoder.encode(secret, StandardCharsets.UTF_8),
                "base64", Base64.getEncoder().withoutPadding().encodeToString(bytes),
                "base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                "json", secret.replace("\\", "\\\\").replace("\"", "\\\""),
                "core", secret.substring(3, secret.length() - 3));
    }
}
