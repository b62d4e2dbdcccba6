package io.leasehold.profile;

import java.util.Optional;

/** What to look for on the probe's page. Immutable. */
record Markers(
        Optional<String> ready,
        Optional<AccountMarker> account,
        Optional<String> loggedOut,
        Optional<String> needsReview) {

    boolean sayWhenReady() {
        return ready.isPresent() || account.isPresent();
    }
}
