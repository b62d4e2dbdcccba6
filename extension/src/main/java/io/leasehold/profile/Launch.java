package io.leasehold.profile;

/** How a profile's browser is started, and whether its session is kept. Immutable. */
record Launch(BrowserSettings browser, SessionKeeping session) {}
