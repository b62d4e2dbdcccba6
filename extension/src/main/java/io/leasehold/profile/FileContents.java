package io.leasehold.profile;

import io.leasehold.ProfileId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in a profiles file. Immutable.
 *
 * @param profiles all of them, each seat as one, in the order of the file
 * @param groups the names that stand for several: profiles with seats, and pools
 */
record FileContents(Map<ProfileId, Profile> profiles, Map<String, List<Profile>> groups) {

    static final FileContents NONE = new FileContents(Map.of(), Map.of());

    FileContents {
        profiles = new LinkedHashMap<>(profiles);
        groups = new LinkedHashMap<>(groups);
    }
}
