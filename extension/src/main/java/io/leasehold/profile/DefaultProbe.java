package io.leasehold.profile;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Optional;

/** The probe of a profile that has none: open the entry page and look for the usual signs of a login page. */
final class DefaultProbe implements SessionProbe {

    private static final Markers NONE =
            new Markers(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final SelectorProbe probe = new SelectorProbe(Optional.empty(), NONE, Duration.ofSeconds(10));

    @Override
    public SessionState probe(Page page, Profile profile) {
        return probe.probe(page, profile);
    }

    @Override
    public String toString() {
        return "DefaultProbe";
    }
}
