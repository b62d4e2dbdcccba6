package io.leasehold.browser;

import io.leasehold.browser.Machine.Platform;
import java.util.List;
import java.util.stream.Stream;

/** Knows the lines that install a browser, by operating system. */
final class InstallAdvice {
    private static final String PLAYWRIGHT =
            "mvn exec:java -e -D exec.mainClass=com.microsoft.playwright.CLI -D exec.args=\"install --with-deps %s\"";
    private static final String DEBIAN = "apt-get install %s";

    private InstallAdvice() {}

    static List<String> lines(Platform platform, boolean headless) {
        var playwright = PLAYWRIGHT.formatted(headless ? "chromium-headless-shell" : "chromium");
        var debian = DEBIAN.formatted(headless ? "chromium-headless-shell" : "chromium");
        return platform == Platform.LINUX
                ? Stream.of(debian, playwright).toList()
                : Stream.of(playwright).toList();
    }
}
