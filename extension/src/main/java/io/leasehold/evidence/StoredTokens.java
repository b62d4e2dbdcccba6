package io.leasehold.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Finds the tokens in what a page keeps in the browser: the value itself, or the values inside it, where it is JSON. Login
 * libraries keep their tokens so.
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class StoredTokens {

    static final int SHORTEST = 16;

    private static final int LONGEST_READ = 131_072;
    private static final int MOST = 200;

    private StoredTokens() {}

    /**
     * Finds them.
     *
     * @param value what is stored
     * @return what is long enough for a token and has no spaces
     */
    public static Set<String> in(String value) {
        Set<String> tokens = new HashSet<>();
        if (value.length() >= SHORTEST && value.indexOf(' ') < 0) {
            tokens.add(value);
        }
        String start = value.stripLeading();
        if (value.length() <= LONGEST_READ && (start.startsWith("{") || start.startsWith("["))) {
            try {
                collect(new ObjectMapper().readTree(value), tokens);
            } catch (JsonProcessingException e) {
                // It only looks like JSON.
            }
        }
        return tokens;
    }

    private static void collect(JsonNode node, Set<String> tokens) {
        if (node.isTextual() && looksRandom(node.textValue()) && tokens.size() < MOST) {
            tokens.add(node.textValue());
        }
        node.forEach(child -> collect(child, tokens));
    }

    /** Beside tokens such JSON has addresses, names and claims, whose absence would make evidence unreadable. */
    static boolean looksRandom(String text) {
        return text.length() >= SHORTEST
                && text.indexOf(' ') < 0
                && !text.contains("://")
                && text.chars().anyMatch(Character::isDigit)
                && text.chars().anyMatch(Character::isLetter);
    }
}
