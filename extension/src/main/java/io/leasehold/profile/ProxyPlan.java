package io.leasehold.profile;

import java.util.Optional;

/** A proxy as the file names it; its secrets are read when a browser is opened. Immutable. */
record ProxyPlan(String server, Optional<String> bypass, Optional<Template> username, Optional<Template> password) {}
