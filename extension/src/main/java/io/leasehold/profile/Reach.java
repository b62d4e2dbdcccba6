package io.leasehold.profile;

import java.util.Optional;

/**
 * How a profile's browser is reached, and how it reaches the net. Immutable.
 *
 * @param endpoint the address of a browser or server that runs elsewhere; a secret
 */
record Reach(BrowserSource source, Optional<Template> endpoint, Optional<ProxyPlan> proxy) {}
