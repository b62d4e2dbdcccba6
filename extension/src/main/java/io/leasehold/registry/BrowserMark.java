package io.leasehold.registry;

import io.leasehold.profile.BrowserSource;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How to find the browser of a lease from outside.
 *
 * @param folder the folder that all its processes name on their command line; empty before a launch was intended; a word
 *     for a browser elsewhere
 * @param processes the driver and the browser, once they are known
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record BrowserMark(String folder, List<ProcessMark> processes) {

    /** No browser was to be started yet. */
    public static final BrowserMark NONE = new BrowserMark("", List.of());

    /** Copies the list. */
    public BrowserMark {
        processes = List.copyOf(processes);
    }

    /** Tells whether the browser is no process of its holder's, so that its end cannot be seen. */
    public boolean isElsewhere() {
        return BrowserSource.isElsewhere(folder);
    }

    /** Tells whether a browser was at least meant to be started. */
    public boolean wasIntended() {
        return !folder.isEmpty() || !processes.isEmpty();
    }
}
