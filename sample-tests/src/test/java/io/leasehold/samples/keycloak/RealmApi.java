package io.leasehold.samples.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keycloak's admin REST API of the master realm, as far as the tests need it to prepare and to look. Thread-safe. */
final class RealmApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int FIRST_ERROR = 300;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final String user;
    private final String password;

    RealmApi(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Makes an administrator who may sign in to the console at once, and returns its id. */
    String createAdministrator(String name, String password) {
        // Without a name and an address, Keycloak asks for them after the first login.
        String id = create(
                "/users",
                Map.<String, Object>of(
                        "username",
                        name,
                        "firstName",
                        "Ada",
                        "lastName",
                        name,
                        "email",
                        name + "@keycloak.example",
                        "emailVerified",
                        true,
                        "enabled",
                        true,
                        "credentials",
                        List.of(Map.<String, Object>of("type", "password", "value", password, "temporary", false))));
        JsonNode role = get("/roles/admin");
        send("POST", "/users/" + id + "/role-mappings/realm", List.of(role));
        return id;
    }

    /** Makes an object of the realm, and returns its id. */
    String create(String path, Map<String, ?> fields) {
        HttpResponse<String> response = send("POST", path, fields);
        String location = response.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    JsonNode get(String path) {
        return read(send("GET", path, null).body());
    }

    /** Returns the id of a user. */
    String userId(String name) {
        return get("/users?exact=true&username=" + name).get(0).get("id").asText();
    }

    /** Turns the recording of logins on. */
    void recordLogins() {
        send(
                "PUT",
                "/events/config",
                Map.<String, Object>of("eventsEnabled", true, "enabledEventTypes", List.of("LOGIN")));
    }

    /** Ends all sessions of a user. */
    void endSessions(String userId) {
        send("POST", "/users/" + userId + "/logout", Map.of());
    }

    /** Returns the sessions that a user has begun in the console, over or not: one a login, however many tabs there were. */
    Set<String> consoleSessions(String userId) {
        Set<String> sessions = new HashSet<>();
        get("/events?type=LOGIN&client=security-admin-console&max=1000&user=" + userId)
                .forEach(event -> sessions.add(event.get("sessionId").asText()));
        return sessions;
    }

    private String token() {
        String form =
                "grant_type=password&client_id=admin-cli&username=" + encoded(user) + "&password=" + encoded(password);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return read(answer(request).body()).get("access_token").asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(String method, String path, @Nullable Object body) {
        return answer(HttpRequest.newBuilder(URI.create(url + "/admin/realms/master" + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body)))
                .build());
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= FIRST_ERROR) {
                throw new IllegalStateException(request.method() + " "
                        + request.uri().getPath() + " was answered with " + response.statusCode() + ".");
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Keycloak's API answered.", e);
        }
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
