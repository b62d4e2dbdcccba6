package io.leasehold.profile;

import com.microsoft.playwright.junit.Options;
import java.util.Optional;

/** What a profile does: how it logs in, how session and surroundings are probed, and the user's own Playwright options. */
record Behaviour(
        Optional<LoginWorkflow> login,
        SessionProbe probe,
        Optional<Options> options,
        EnvironmentSettings environment) {}
