package io.leasehold.harbor.account;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;

/** Hashes passwords with bcrypt and compares them. Immutable. */
public final class Passwords {
    private final int cost;
    private final String decoy;

    public Passwords(int cost) {
        this.cost = cost;
        this.decoy = hash("nobody has this password");
    }

    public String hash(String password) {
        return BCrypt.withDefaults().hashToString(cost, password.toCharArray());
    }

    public boolean matches(String password, String hash) {
        return BCrypt.verifyer()
                .verify(password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8))
                .verified;
    }

    /** Takes as long as a real comparison, so that time does not tell which accounts exist. */
    public void pretend(String password) {
        matches(password, decoy);
    }
}
