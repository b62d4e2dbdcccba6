package io.leasehold.browser;

import io.leasehold.ProfileId;
import io.leasehold.profile.Profile;
import io.leasehold.profile.Retirement;
import io.leasehold.profile.SessionKeeping;

/**
 * What the shelf has to know of a profile. Immutable.
 *
 * @param oneFolder whether all its contexts use one folder or one browser, so that the next opens only after the last is closed
 */
record ShelfTerms(ProfileId profile, boolean oneFolder, Retirement retirement) {

    static ShelfTerms of(Profile profile) {
        boolean oneFolder = profile.session() == SessionKeeping.KEPT
                || profile.browserSource().kind().isOneOfItsKind();
        return new ShelfTerms(profile.id(), oneFolder, profile.retirement());
    }
}
