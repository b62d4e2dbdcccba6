package io.leasehold.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a browser itself how many tabs it has, past everybody's bookkeeping. */
final class TabCount {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int KEPT = 1;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpRequest request;

    TabCount(int port) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .timeout(LIMIT)
                .build();
    }

    /** Returns the switch that lets a browser be asked. */
    static String switchOn(int port) {
        return "--remote-debugging-port=" + port;
    }

    /** Waits until only the context's first tab is left. */
    void awaitNoOther() {
        long end = System.nanoTime() + LIMIT.toNanos();
        int open = count();
        while (open > KEPT) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(open + " tabs are still open after " + LIMIT.toSeconds() + " s.");
            }
            open = count();
        }
    }

    private int count() {
        try {
            int tabs = 0;
            for (JsonNode target :
                    json.readTree(client.send(request, BodyHandlers.ofString()).body())) {
                tabs += target.path("type").asText().equals("page") ? 1 : 0;
            }
            return tabs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the tabs were counted.", e);
        }
    }
}
