package io.leasehold.checkout;

import io.leasehold.ProfileId;
import io.leasehold.profile.Profile;
import java.util.List;

/**
 * What a test asks for.
 *
 * @param name what the test calls it: a profile, or what stands for several
 * @param candidates the profiles that it may be, the first one preferred; not empty
 * @param task what it is for; may be empty
 */
record Wish(ProfileId name, List<Profile> candidates, String task) {

    Wish {
        candidates = List.copyOf(candidates);
    }

    boolean isForOne() {
        return candidates.size() == 1 && candidates.get(0).id().equals(name);
    }
}
