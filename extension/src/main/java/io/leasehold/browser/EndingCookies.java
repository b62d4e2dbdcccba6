package io.leasehold.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The cookies that end with a browser, of one account in one folder of the user's own: a login often is one of them.
 * What belongs to another account or folder is no one's here. Immutable.
 */
final class EndingCookies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "cookies.json";
    private static final String FOLDER = "userDataDir";
    private static final String ACCOUNT = "accountId";
    private static final String COOKIES = "cookies";

    private final Path place;
    private final String folder;
    private final String account;

    /**
     * Makes it.
     *
     * @param place where they are kept
     */
    EndingCookies(Path place, Path folder, String account) {
        this.place = place;
        this.folder = folder.toString();
        this.account = account;
    }

    /** Returns them as a login state; nothing where there are none, or a file that nobody can read. */
    Optional<String> read() {
        try {
            JsonNode known = JSON.readTree(Files.readString(place.resolve(FILE)));
            boolean ours = known.path(FOLDER).asText().equals(folder)
                    && known.path(ACCOUNT).asText().equals(account);
            return ours ? Optional.of(known.toString()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps those of a login state, and nothing else of it. */
    void write(String state) {
        ObjectNode kept = JSON.createObjectNode().put(FOLDER, folder).put(ACCOUNT, account);
        ArrayNode cookies = kept.putArray(COOKIES);
        for (JsonNode cookie : parsed(state).path(COOKIES)) {
            if (cookie.path("expires").asDouble(-1) < 0) {
                cookies.add(cookie);
            }
        }
        try {
            SecretFile.createFolder(place);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The cookies of " + folder + " cannot be kept in " + place + ": "
                            + e.getClass().getSimpleName() + ". Make that folder writable.",
                    e);
        }
        SecretFile.write(place, FILE, kept.toString());
    }

    private static JsonNode parsed(String state) {
        try {
            return JSON.readTree(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Playwright's storage state is no JSON.");
        }
    }
}
