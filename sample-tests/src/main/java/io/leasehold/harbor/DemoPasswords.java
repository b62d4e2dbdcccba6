package io.leasehold.harbor;

import io.leasehold.harbor.session.Tokens;
import java.util.Map;
import java.util.Optional;

/**
 * The passwords of the demo accounts, and how strongly they are hashed.
 *
 * <p>An account without one gets that of the environment variable {@code HARBOR_PASSWORD}, or else a random one.
 *
 * @param byEmail passwords by e-mail address; may be empty
 * @param bcryptCost 4 (fast, for tests) to 31
 */
public record DemoPasswords(Map<String, String> byEmail, int bcryptCost) {
    public static final DemoPasswords DEFAULT = new DemoPasswords(Map.of(), 10);

    public DemoPasswords {
        byEmail = Map.copyOf(byEmail);
        if (bcryptCost < 4 || bcryptCost > 31) {
            throw new IllegalArgumentException("The bcrypt cost must be from 4 to 31, not " + bcryptCost + ".");
        }
    }

    String of(String email) {
        return Optional.ofNullable(byEmail.get(email))
                .or(() -> Optional.ofNullable(System.getenv("HARBOR_PASSWORD")).filter(given -> !given.isBlank()))
                .orElseGet(Tokens::random);
    }

    @Override
    public String toString() {
        return "DemoPasswords[" + byEmail.keySet() + "]";
    }
}
