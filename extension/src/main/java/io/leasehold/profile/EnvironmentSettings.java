package io.leasehold.profile;

import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The surroundings that a profile is expected in. Immutable, but for the user's probe.
 *
 * @param proxyId what the records call the proxy
 * @param proxyRegion where the application is to see the browser
 * @param timezone a name of the time zone database
 * @param language a BCP 47 tag
 * @param region where the region can be read
 * @param probe what measures in the user's own way
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record EnvironmentSettings(
        Optional<String> proxyId,
        Optional<String> proxyRegion,
        Optional<String> timezone,
        Optional<String> language,
        Optional<RegionSource> region,
        Optional<EnvironmentProbe> probe) {

    /** Nothing is expected. */
    public static final EnvironmentSettings NONE = new EnvironmentSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Tells whether anything is to be measured. */
    public boolean isToBeMeasured() {
        return proxyRegion.isPresent() || timezone.isPresent() || language.isPresent() || probe.isPresent();
    }
}
