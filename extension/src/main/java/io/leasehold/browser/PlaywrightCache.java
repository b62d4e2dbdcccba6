package io.leasehold.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows where Playwright's installer keeps its browsers and how it names them. Immutable. */
final class PlaywrightCache {
    private static final String FINISHED = "INSTALLATION_COMPLETE";
    private static final List<String> EXECUTABLES = List.of(
            "chrome-headless-shell",
            "headless_shell",
            "chrome-headless-shell.exe",
            "headless_shell.exe",
            "chrome",
            "chrome.exe",
            "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
            "Chromium.app/Contents/MacOS/Chromium");

    private final Path folder;
    private final Optional<String> wantedRevision;

    PlaywrightCache(Machine machine, Optional<String> wantedRevision) {
        this.folder = folderOf(machine);
        this.wantedRevision = wantedRevision;
    }

    Path folder() {
        return folder;
    }

    List<Path> headlessShells() {
        return executables("chromium_headless_shell-");
    }

    List<Path> fullBrowsers() {
        return executables("chromium-");
    }

    private static Path folderOf(Machine machine) {
        var configured = machine.variable("PLAYWRIGHT_BROWSERS_PATH");
        // "0" means inside the unpacked driver, which the Java driver throws away at its end.
        if (!configured.isEmpty() && !configured.equals("0")) {
            return Path.of(configured);
        }
        return UserCache.of(machine).resolve("ms-playwright");
    }

    private List<Path> executables(String prefix) {
        var wantedFirst = Comparator.comparing((Path build) -> !isWanted(build, prefix));
        var newestFirst = Comparator.comparingLong((Path build) -> revisionOf(build, prefix))
                .reversed();
        return children(folder).stream()
                .filter(build -> revisionOf(build, prefix) >= 0 && Files.exists(build.resolve(FINISHED)))
                .sorted(wantedFirst.thenComparing(newestFirst))
                .flatMap(PlaywrightCache::executablesIn)
                .toList();
    }

    private boolean isWanted(Path build, String prefix) {
        return wantedRevision.map(revision -> build.endsWith(prefix + revision)).orElse(false);
    }

    private static long revisionOf(Path build, String prefix) {
        var name = build.getFileName().toString();
        var revision = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        return revision.matches("\\d{1,9}") ? Long.parseLong(revision) : -1;
    }

    private static Stream<Path> executablesIn(Path build) {
        return children(build).stream()
                .flatMap(platform -> EXECUTABLES.stream().map(platform::resolve))
                .filter(Files::isExecutable);
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var children = Files.newDirectoryStream(folder, Files::isDirectory)) {
            var found = new ArrayList<Path>();
            children.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of Playwright's browsers cannot be listed: " + folder, e);
        }
    }
}
