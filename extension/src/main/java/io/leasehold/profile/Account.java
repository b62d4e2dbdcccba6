package io.leasehold.profile;

import io.leasehold.ProfileId;
import java.util.Optional;

/** Who a profile is. Immutable. */
record Account(ProfileId id, String accountId, Optional<String> platform, Optional<String> group) {}
