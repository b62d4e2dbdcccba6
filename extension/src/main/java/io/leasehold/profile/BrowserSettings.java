package io.leasehold.profile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How a profile's browser is started. Immutable.
 *
 * @param type the browser type, Chromium unless the file says otherwise
 * @param channel Playwright's channel, for example {@code chrome}
 * @param executable the browser to start instead of Playwright's own
 * @param headless whether it is headless, if the file says so
 * @param args further command line arguments
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record BrowserSettings(
        BrowserKind type,
        Optional<String> channel,
        Optional<Path> executable,
        Optional<Boolean> headless,
        List<String> args) {

    /** Copies the arguments. */
    public BrowserSettings {
        args = List.copyOf(args);
    }

    @Override
    public String toString() {
        // The arguments stay out: a proxy with its password may be among them.
        return "BrowserSettings[" + type + ", channel=" + channel.orElse("none") + ", args=" + args.size() + "]";
    }
}
