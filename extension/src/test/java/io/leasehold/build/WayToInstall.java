package io.leasehold.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One way to install a browser: commands in turn, until there is one or a command fails. Immutable. */
record WayToInstall(String name, List<BoundedCommand> commands) {
    private static final Path APT_GET = Path.of("/usr/bin/apt-get");
    // A download that moves may take its time; a network that swallows everything is given up after 5 x 10 s.
    private static final Duration DOWNLOAD = Duration.ofMinutes(3);
    // Killed half-way, a package manager leaves a mess: this bound is only for one that hangs.
    private static final Duration PACKAGES = Duration.ofMinutes(10);
    private static final Map<String, String> SETTINGS =
            Map.of("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "10000", "DEBIAN_FRONTEND", "noninteractive");

    static List<WayToInstall> forThisSystem() {
        var ways = new ArrayList<WayToInstall>();
        ways.add(playwright());
        if (Files.isExecutable(APT_GET)) {
            ways.add(debian("chromium-headless-shell"));
            ways.add(debian("chromium"));
        }
        return ways;
    }

    /** Runs the commands until the goal is reached and says why it is not. */
    String attempt(BooleanSupplier goal) throws InterruptedException {
        for (var command : commands) {
            var failure = command.failure(SETTINGS);
            if (failure.isPresent()) {
                return failure.get();
            }
            if (goal.getAsBoolean()) {
                break;
            }
        }
        return "the commands ended well, but no browser answers to --version";
    }

    /** Not its "--with-deps": a download may be killed when it takes too long, the installer of libraries may not. */
    private static WayToInstall playwright() {
        var browser = "chromium-headless-shell";
        return new WayToInstall(
                "Playwright's installer",
                List.of(
                        new BoundedCommand(playwrightCommand("install", browser), DOWNLOAD),
                        new BoundedCommand(asRoot(playwrightCommand("install-deps", browser)), PACKAGES)));
    }

    private static List<String> playwrightCommand(String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("java.class.path");
        return joined(List.of(java, "-classpath", classPath, "com.microsoft.playwright.CLI"), List.of(arguments));
    }

    private static WayToInstall debian(String packageName) {
        return new WayToInstall(
                "The package " + packageName,
                List.of(aptGet("update"), aptGet("install", "-y", "--no-install-recommends", packageName)));
    }

    private static BoundedCommand aptGet(String... arguments) {
        return new BoundedCommand(asRoot(joined(List.of(APT_GET.toString()), List.of(arguments))), PACKAGES);
    }

    /** Only Linux has packages to install; sudo must not ask, for nobody is there to answer. */
    private static List<String> asRoot(List<String> command) {
        var isLinux = System.getProperty("os.name").equals("Linux");
        return !isLinux || System.getProperty("user.name").equals("root")
                ? command
                : joined(List.of("sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"), command);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
