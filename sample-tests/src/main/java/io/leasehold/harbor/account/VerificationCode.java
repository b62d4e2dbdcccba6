package io.leasehold.harbor.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The six digits that an authenticator app shows (RFC 6238: HMAC-SHA-1, steps of 30 seconds). */
public final class VerificationCode {
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private VerificationCode() {}

    static String newSecret() {
        byte[] secret = new byte[20];
        RANDOM.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** Computes the code that the secret has at an instant. */
    public static String at(Instant instant, String secret) {
        return ofStep(instant.getEpochSecond() / STEP_SECONDS, secret);
    }

    /** Compares with the code of now, of the step before and of the step after, as clocks differ. */
    public static boolean matches(String code, Instant now, String secret) {
        boolean matches = false;
        for (int drift = -1; drift <= 1; drift++) {
            String expected = at(now.plusSeconds((long) drift * STEP_SECONDS), secret);
            matches |= MessageDigest.isEqual(bytes(expected), bytes(code));
        }
        return matches;
    }

    private static String ofStep(long step, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no HMAC-SHA-1, which every one must have.", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
