package io.leasehold.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Reads which build of Chromium the Playwright driver on the class path was made for. Thread-safe. */
final class DriverRevision {
    // The first is where 1.6x keeps it, the others where older drivers did.
    private static final List<String> PLACES = List.of(
            "driver/package/browsers.json",
            "driver/linux/package/browsers.json",
            "driver/mac/package/browsers.json",
            "driver/win32_x64/package/browsers.json");

    private DriverRevision() {}

    static Optional<String> ofChromium(ClassLoader loader) {
        return PLACES.stream().flatMap(place -> read(loader, place).stream()).findFirst();
    }

    private static Optional<String> read(ClassLoader loader, String place) {
        try (InputStream json = loader.getResourceAsStream(place)) {
            return json == null ? Optional.empty() : chromiumIn(json);
        } catch (JsonProcessingException unknownFormat) {
            // Without the revision the newest installed build is taken: worse, not wrong.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The driver's " + place + " cannot be read.", e);
        }
    }

    private static Optional<String> chromiumIn(InputStream json) throws IOException {
        for (var browser : new ObjectMapper().readTree(json).path("browsers")) {
            if (browser.path("name").asText().equals("chromium")) {
                return Optional.of(browser.path("revision").asText());
            }
        }
        return Optional.empty();
    }
}
