package io.leasehold.browser;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Playwright's own {@code --disable-features} switch, which a second one would replace: Chromium honours the last.
 *
 * <p>The list is not published. A launch of a program that ends at once shows it in the log of the failed call.
 */
final class FeatureSwitch {

    private static final Pattern SWITCH = Pattern.compile("--disable-features=(\\S+)");
    private static final List<Path> ENDS_AT_ONCE = List.of(Path.of("/bin/false"), Path.of("/usr/bin/false"));

    /**
     * With it on, closing a page whose navigation is being committed can wait for ever (microsoft/playwright 42068).
     */
    private static final String RENDER_DOCUMENT = "RenderDocument";

    private FeatureSwitch() {}

    /** Returns Playwright's own switch as it is, if it can be found out. */
    static Optional<String> ofPlaywright(BrowserType chromium) {
        Optional<Path> program =
                ENDS_AT_ONCE.stream().filter(Files::isExecutable).findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try {
            chromium.launch(new BrowserType.LaunchOptions().setExecutablePath(program.get()))
                    .close();
            return Optional.empty();
        } catch (PlaywrightException e) {
            Matcher found = SWITCH.matcher(String.valueOf(e.getMessage()));
            return found.find() ? Optional.of(found.group()) : Optional.empty();
        }
    }

    /** Returns one switch with Playwright's features, the user's and the one that makes closing hang. */
    static String merged(Optional<String> playwrights, Iterable<String> users) {
        StringBuilder features = new StringBuilder();
        playwrights.ifPresent(known -> features.append(list(known)).append(','));
        users.forEach(one -> features.append(list(one)).append(','));
        return "--disable-features=" + features + RENDER_DOCUMENT;
    }

    static boolean isOne(String argument) {
        return SWITCH.matcher(argument).matches();
    }

    private static String list(String argument) {
        return argument.substring(argument.indexOf('=') + 1);
    }
}
