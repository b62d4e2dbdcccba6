package io.leasehold.profile;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says why a Playwright call failed, in words of our own.
 *
 * <p>Playwright's messages hold its call log, and that quotes typed values and whole URLs.
 */
final class PlaywrightFailure {

    private static final Pattern NETWORK = Pattern.compile("(net::ERR_[A-Z_]+|NS_ERROR_[A-Z_]+)");

    private PlaywrightFailure() {}

    static String reason(PlaywrightException failure) {
        String message = Objects.toString(failure.getMessage(), "");
        Matcher network = NETWORK.matcher(message);
        if (network.find()) {
            return "the network said " + network.group(1);
        }
        if (failure instanceof TimeoutError) {
            return "it took too long";
        }
        if (message.contains("parsing") && message.contains("selector")) {
            return "the selector is not one that Playwright understands";
        }
        if (message.contains("closed")) {
            return "the page or its browser was closed";
        }
        return "Playwright refused it";
    }
}
