package io.leasehold.browser;

import io.leasehold.browser.Machine.Platform;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Knows what Chromium-family browsers are called and where operating systems put them. Immutable. */
record SystemBrowsers(Machine machine) {
    static final List<String> HEADLESS_NAMES = List.of("chromium-headless-shell", "chrome-headless-shell");
    static final List<String> FULL_NAMES = List.of(
            "chromium",
            "chromium-browser",
            "google-chrome-stable",
            "google-chrome",
            "microsoft-edge-stable",
            "microsoft-edge");
    private static final List<String> LINUX_FOLDERS = List.of("usr/bin", "usr/local/bin", "snap/bin");
    private static final List<String> MAC_FILES = List.of(
            "Applications/Chromium.app/Contents/MacOS/Chromium",
            "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge");
    private static final List<String> WINDOWS_FILES = List.of(
            "Chromium\\Application\\chrome.exe",
            "Google\\Chrome\\Application\\chrome.exe",
            "Microsoft\\Edge\\Application\\msedge.exe");

    List<Path> headlessShells() {
        return onPath(HEADLESS_NAMES).filter(Files::isExecutable).distinct().toList();
    }

    List<Path> fullBrowsers() {
        return Stream.concat(onPath(FULL_NAMES), standardPlaces())
                .filter(Files::isExecutable)
                .distinct()
                .toList();
    }

    private Stream<Path> onPath(List<String> names) {
        return names.stream().flatMap(name -> folders().map(folder -> folder.resolve(fileName(name))));
    }

    private Stream<Path> folders() {
        var onPath = Arrays.stream(
                        machine.variable("PATH").split(java.util.regex.Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
        return machine.platform() == Platform.LINUX
                ? Stream.concat(onPath, LINUX_FOLDERS.stream().map(machine.root()::resolve))
                : onPath;
    }

    private Stream<Path> standardPlaces() {
        return switch (machine.platform()) {
            case LINUX -> Stream.of();
            case MAC ->
                Stream.of(machine.root(), machine.home())
                        .flatMap(folder -> MAC_FILES.stream().map(folder::resolve));
            case WINDOWS ->
                Stream.of("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")
                        .map(machine::variable)
                        .filter(folder -> !folder.isEmpty())
                        .flatMap(folder -> WINDOWS_FILES.stream().map(Path.of(folder)::resolve));
        };
    }

    private String fileName(String name) {
        return machine.platform() == Platform.WINDOWS ? name + ".exe" : name;
    }
}
