package io.leasehold.profile;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Measure the surroundings that a profile's browser really has; for implementors.
 *
 * <p>Named by class in the profiles file ({@code "environment": {"probe": "com.acme.ShopEnvironment"}}). The class needs
 * a constructor without parameters; one instance is made for each profile, when the file is read. A probe measures and
 * changes nothing. It says what it saw; whether that fits, and what follows, is decided by the checkout: a region other
 * than the profile's is a {@code proxy_mismatch}, a fact that differs an {@code environment_mismatch}, and after either
 * the profile is quarantined. What it throws denies the profile as well, as a {@code checkout_error}.
 *
 * <p>It is called after the session was found ready, once for each context that opens, one call at a time. It may
 * navigate the page, and does not close it.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public interface EnvironmentProbe {

    /**
     * Measure where the net sees the browser; asked when the profile names {@code proxyRegion} and no {@code regionUrl}.
     *
     * @param page a tab of the profile's context
     * @param profile whose browser it is
     * @return the region, to be compared with {@code proxyRegion} without regard to case; empty when it cannot be told,
     *     which lets no test in
     */
    default Optional<String> proxyRegion(Page page, Profile profile) {
        return Optional.empty();
    }

    /**
     * Measure whatever else matters.
     *
     * @param page a tab of the profile's context
     * @param profile whose browser it is
     * @return what was measured, each with what it has to be
     */
    default List<EnvironmentFact> facts(Page page, Profile profile) {
        return List.of();
    }
}
