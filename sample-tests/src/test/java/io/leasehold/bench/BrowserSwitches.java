package io.leasehold.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What makes Playwright's own launch equal to that of a leased context, which adds one feature to the list that Playwright
 * switches off: with it on, closing a tab can hang.
 *
 * @param own Playwright's own switch, as it is
 */
record BrowserSwitches(String own) {
    private static final String PREFIX = "--disable-features=";
    private static final String FEATURE = "RenderDocument";

    /** Looks at the command line of a browser that Playwright starts. */
    static BrowserSwitches of(Playwright playwright, BrowserType.LaunchOptions launch) {
        try (Browser browser = playwright.chromium().launch(launch)) {
            return ProcessHandle.current()
                    .descendants()
                    .flatMap(process -> ownSwitch(process).stream())
                    .findFirst()
                    .map(BrowserSwitches::new)
                    .orElseThrow(() -> new IllegalStateException(
                            "No process of Playwright's browser has " + PREFIX + "…: " + browser.version() + "."));
        }
    }

    private static Optional<String> ownSwitch(ProcessHandle process) {
        List<String> arguments =
                process.info().arguments().map(Stream::of).orElse(Stream.of()).toList();
        boolean child = arguments.stream().anyMatch(argument -> argument.startsWith("--type="));
        return arguments.stream()
                .filter(argument -> !child && argument.startsWith(PREFIX))
                .findFirst();
    }

    List<String> left() {
        return List.of(own);
    }

    List<String> added() {
        return List.of(own + "," + FEATURE);
    }
}
