package io.leasehold.profile;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of a profiles file, or a manifest, and what messages call it. Immutable. */
record SourceText(String origin, String text) {

    static final int MOST_BYTES = 1 << 20;

    private static final String EXAMPLE =
            """
            {
              "baseUrl": "https://shop.example",
              "profiles": {
                "shop-admin": {
                  "accountId": "admin@shop.example",
                  "login": { "url": "/login", "steps": [
                    { "fill": "Email", "with": "admin@shop.example" },
                    { "fill": "Password", "with": "${env:SHOP_PASSWORD}" },
                    { "click": "Sign in" } ] }
                }
              }
            }""";

    static SourceText find(String location, ClassLoader loader) {
        @Nullable URL resource = loader.getResource(location);
        if (resource != null) {
            return ofResource(location, resource);
        }
        Optional<Path> file = path(location);
        return file.filter(Files::exists).map(SourceText::ofFile).orElseThrow(() -> missing(location, file));
    }

    static SourceText ofFile(Path file) {
        if (!Files.exists(file)) {
            throw missing(file.toString(), Optional.of(file));
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return decode(file.toString(), stream);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    static SourceText ofManifest(Path file) {
        if (!Files.isRegularFile(file)) {
            throw ProfilesFileException.unusable("The manifest " + Quote.of(file.toString())
                    + " cannot be used: there is no such file. Correct the path; it counts from "
                    + Path.of("").toAbsolutePath() + ".");
        }
        return ofFile(file);
    }

    private static SourceText ofResource(String name, URL resource) {
        try {
            URLConnection connection = resource.openConnection();
            // A cached jar connection keeps the jar open, and Windows then cannot replace it.
            connection.setUseCaches(false);
            try (InputStream stream = connection.getInputStream()) {
                return decode(name, stream);
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static SourceText decode(String origin, InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw ProfilesFileException.unusable(
                    origin + " cannot be used: it has more than 1 MiB. Remove what does not belong into it.");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new SourceText(origin, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw ProfilesFileException.unusable(
                    origin + " cannot be used: it is not UTF-8. Save it with the encoding UTF-8.");
        }
    }

    private static Optional<Path> path(String location) {
        try {
            return Optional.of(Path.of(location));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static ProfilesFileException missing(String location, Optional<Path> file) {
        String asFile =
                file.map(path -> " and as the file " + path.toAbsolutePath()).orElse("");
        return ProfilesFileException.unusable("No profiles file was found: looked for " + Quote.of(location)
                + " as a class path resource" + asFile + ". Create src/test/resources/" + ProfilesFile.DEFAULT_LOCATION
                + ", for example:\n" + EXAMPLE);
    }

    private static ProfilesFileException unreadable(String origin, IOException cause) {
        ProfilesFileException failure = ProfilesFileException.unusable(origin
                + " cannot be used: reading it failed with " + cause.getClass().getSimpleName()
                + ". Check that it is a file and may be read.");
        failure.addSuppressed(cause);
        return failure;
    }
}
