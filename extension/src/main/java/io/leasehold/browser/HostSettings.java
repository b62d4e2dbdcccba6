package io.leasehold.browser;

import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a run says about its browsers, over what profiles say.
 *
 * @param headless whether browsers have no window, if the run says so
 * @param slowMotionMillis how long Playwright waits before each of its operations
 * @param sessions where kept sessions are, one folder a profile
 * @param drivers where Playwright's driver is kept unpacked, if it is kept
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record HostSettings(
        Optional<Boolean> headless, double slowMotionMillis, Path sessions, Optional<Path> drivers) {}
