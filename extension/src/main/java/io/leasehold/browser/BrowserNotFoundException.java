package io.leasehold.browser;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.leasehold.LeaseholdException;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Says that this machine has no browser that Leasehold could start, or that the configured one cannot be started.
 *
 * <p>The message names the places that were looked at and the line that installs a browser here. Immutable.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class BrowserNotFoundException extends LeaseholdException {
    private static final long serialVersionUID = 1L;

    private BrowserNotFoundException(String message) {
        super(message, null);
    }

    static BrowserNotFoundException nowhere(boolean headless, List<String> lookedAt, List<String> installLines) {
        return new BrowserNotFoundException(
                "No %s browser was found: nothing that starts among %s. Install one with `%s`, or name one in the setting 'executable' of the profile's browser. [headless=%s os=%s]"
                        .formatted(
                                headless ? "Chromium-family" : "full Chromium-family",
                                String.join(", ", lookedAt),
                                String.join("` or `", installLines),
                                headless,
                                System.getProperty("os.name")));
    }

    static BrowserNotFoundException configured(Path executable, String why) {
        return new BrowserNotFoundException(
                "The configured browser '%s' cannot be started: %s. Point the setting 'executable' of the profile's browser to the executable file of a Chromium-family browser, or remove it so that Leasehold looks for one itself. [executable=%s]"
                        .formatted(executable, why, executable));
    }

    static BrowserNotFoundException interrupted(Path executable) {
        return new BrowserNotFoundException(
                "The search for a browser was interrupted: '%s --version' had not answered yet. Run again, and leave it time. [executable=%s]"
                        .formatted(executable, executable));
    }
}
