package io.leasehold.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.evidence.StoredTokens;
import java.util.HashSet;
import java.util.Set;

/** Finds the secrets in a saved login state: the values of its cookies, and what the storage of its origins holds. */
final class StateSecrets {

    private StateSecrets() {}

    static Set<String> in(String storageState) {
        Set<String> secrets = new HashSet<>();
        JsonNode state;
        try {
            state = new ObjectMapper().readTree(storageState);
        } catch (JsonProcessingException e) {
            // Playwright wrote it; a text that is no JSON holds no cookie that could be told apart.
            return Set.of();
        }
        state.path("cookies").forEach(cookie -> secrets.add(cookie.path("value").asText()));
        for (JsonNode origin : state.path("origins")) {
            for (JsonNode item : origin.path("localStorage")) {
                secrets.addAll(StoredTokens.in(item.path("value").asText()));
            }
        }
        secrets.remove("");
        return secrets;
    }
}
