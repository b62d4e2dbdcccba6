package io.leasehold.samples;

import com.microsoft.playwright.Page;
import io.leasehold.profile.EnvironmentFact;
import io.leasehold.profile.EnvironmentProbe;
import io.leasehold.profile.Profile;
import java.util.List;

/** Sees to it that the buyer's pages have the screen that they are tested on. */
public final class ShopEnvironment implements EnvironmentProbe {
    @Override
    public List<EnvironmentFact> facts(Page page, Profile profile) {
        return List.of(new EnvironmentFact("screen width", "1280", String.valueOf(page.evaluate("screen.width"))));
    }
}
