package io.leasehold.page;

import com.microsoft.playwright.Page;
import io.leasehold.ReadbackAccess;
import io.leasehold.profile.Profile;
import java.util.Optional;

/** A page that was opened for one look, with what ends it. */
record ReadVisit(Page page, Profile profile, Runnable end) implements ReadbackAccess.Visit {

    @Override
    public String resolve(String address) {
        return profile.resolve(address);
    }

    @Override
    public Optional<String> sessionProblem() {
        return switch (profile.probe().probe(page, profile)) {
            case READY -> Optional.empty();
            case LOGGED_OUT -> Optional.of("nobody is signed in any more");
            case NEEDS_REVIEW -> Optional.of("the application asks for a verification");
            case UNEXPECTED_ACCOUNT -> Optional.of("another account than '" + profile.accountId() + "' is signed in");
            case UNKNOWN -> Optional.of("its probe cannot tell who is signed in");
        };
    }

    @Override
    public void close() {
        end.run();
    }

    @Override
    public String toString() {
        return "ReadVisit[" + profile + "]";
    }
}
