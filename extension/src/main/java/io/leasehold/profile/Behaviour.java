package io.leasehold.profile;

import com.microsoft.playwright.junit.Options;
import java.util.List;
import java.util.Optional;

/** What a profile does: how it logs in, how session and surroundings are probed, the user's own
 * Playwright options, and what no picture shows. */
record Behaviour(
        Optional<LoginWorkflow> login,
        SessionProbe probe,
        Optional<Options> options,
        EnvironmentSettings environment,
        List<String> masks) {}
