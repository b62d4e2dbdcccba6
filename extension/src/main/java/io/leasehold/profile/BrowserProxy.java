package io.leasehold.profile;

import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The proxy that a profile's browser is started with. Immutable.
 *
 * @param server host and port, with a scheme or without
 * @param bypass hosts that are reached without it, separated by commas
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record BrowserProxy(
        String server, Optional<String> bypass, Optional<Secret> username, Optional<Secret> password) {}
