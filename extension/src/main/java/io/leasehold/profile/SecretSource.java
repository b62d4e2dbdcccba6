package io.leasehold.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Reads secrets from the environment and tells listeners every value that it gave out.
 *
 * <p>That is how redaction learns a password before anything can print it. Thread-safe.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class SecretSource {

    private final Variables variables;
    private final List<Consumer<Secret>> listeners = new ArrayList<>();
    private final List<Secret> given = new ArrayList<>();

    SecretSource(Variables variables) {
        this.variables = variables;
    }

    /**
     * Tells the listener of every secret, those already given out included.
     *
     * @param listener called on the thread that asks for a secret, before that thread gets it
     */
    public synchronized void listen(Consumer<Secret> listener) {
        listeners.add(listener);
        given.forEach(listener);
    }

    Optional<Secret> find(String name) {
        return variables.environment(name).or(() -> variables.property(name)).map(this::hand);
    }

    List<Template.Variable> missing(Template template) {
        return template.missing(variables);
    }

    Secret resolve(Template template) {
        template.values(variables).forEach(this::hand);
        String text = template.resolve(variables);
        // What stands in the file is no secret, and an account's name that is masked everywhere helps nobody.
        return template.hasPlaceholder() ? hand(text) : Secret.of(text);
    }

    /** Resolves what is a secret as a whole, wherever it stands. */
    Secret reveal(Template template) {
        template.values(variables).forEach(this::hand);
        return hand(template.resolve(variables));
    }

    private synchronized Secret hand(String value) {
        Secret secret = Secret.of(value);
        boolean known = given.stream().anyMatch(one -> one.reveal().equals(value));
        if (!known) {
            given.add(secret);
            listeners.forEach(listener -> listener.accept(secret));
        }
        return secret;
    }
}
