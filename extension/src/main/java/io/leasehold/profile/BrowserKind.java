package io.leasehold.profile;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Playwright's browser types.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public enum BrowserKind {
    /** Chromium, Chrome, Edge. */
    CHROMIUM,
    /** Firefox. */
    FIREFOX,
    /** WebKit. */
    WEBKIT
}
