package io.leasehold.profile;

/** How a profile's browser is started, whether its session is kept, and when it is replaced. Immutable. */
record Launch(BrowserSettings browser, SessionKeeping session, Retirement retirement) {}
