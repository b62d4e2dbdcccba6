package io.leasehold.browser;

import io.leasehold.profile.EnvironmentFact;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a page has around it, as it was measured. Immutable. All of it comes from outside and may hold anything.
 *
 * @param timezone the time zone that scripts see
 * @param expectedZone whether that is the one that the profile names, by this or another name
 * @param languages the languages that scripts see, the preferred one first
 * @param region where the net sees the browser, when that was to be measured and could be
 * @param trouble why it could not be
 * @param facts what the user's probe measured
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record EnvironmentSight(
        String timezone,
        boolean expectedZone,
        List<String> languages,
        Optional<String> region,
        Optional<String> trouble,
        List<EnvironmentFact> facts) {

    /** Copies the lists. */
    public EnvironmentSight {
        languages = List.copyOf(languages);
        facts = List.copyOf(facts);
    }
}
