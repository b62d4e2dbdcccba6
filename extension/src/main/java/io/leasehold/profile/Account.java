package io.leasehold.profile;

import io.leasehold.ProfileId;
import java.util.Optional;

/**
 * Who a profile is. Immutable.
 *
 * @param name what the file calls it; a seat has the name of the profile that it is a seat of
 */
record Account(ProfileId id, String name, String accountId, Optional<String> platform, Optional<String> group) {

    Account seat(int number) {
        return new Account(new ProfileId(name + "#" + number), name, accountId, platform, group);
    }
}
