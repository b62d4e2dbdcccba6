package io.leasehold.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Makes parts of folder names out of any text. */
final class SafeName {

    private static final int DIGEST_BYTES = 6;

    private SafeName() {}

    /** Letters, digits, '-' and '_' only: nothing that a file system takes for a path, a device or a hidden file. */
    static String of(String text, int longest) {
        String start = text.length() <= 4 * longest ? text : text.substring(0, 4 * longest);
        String safe = start.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
        String cut = safe.length() <= longest ? safe : safe.substring(0, longest);
        return cut.isEmpty() ? "x" : cut;
    }

    /** Tells texts apart that look the same once they are safe, also where case does not count. */
    static String digest(List<String> texts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES).toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
