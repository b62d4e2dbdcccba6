package io.leasehold.profile;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The login that the profiles file writes down as steps. Immutable. */
final class StepsLogin implements LoginWorkflow {

    private final Optional<URI> start;
    private final List<LoginStep> steps;
    private final Duration timeout;

    StepsLogin(Optional<URI> start, List<LoginStep> steps, Duration timeout) {
        this.start = start;
        this.steps = List.copyOf(steps);
        this.timeout = timeout;
    }

    Optional<String> start() {
        return start.map(URI::toString);
    }

    @Override
    public void logIn(Page page, Profile profile) {
        requireVariables(profile);
        String opened = start.map(URI::toString).orElseGet(profile::entryUrl);
        new StepRun(page, profile, opened, steps, timeout).run();
    }

    /** A login that is given up half-way counts as a failed attempt with many applications, so look first. */
    private void requireVariables(Profile profile) {
        for (int index = 0; index < steps.size(); index++) {
            LoginStep step = steps.get(index);
            List<Template.Variable> missing = profile.secrets().missing(step.value());
            if (!missing.isEmpty()) {
                Template.Variable variable = missing.get(0);
                throw new LoginFailedException(
                        profile.id(),
                        index + 1,
                        SessionState.LOGGED_OUT,
                        "The login of profile '" + profile.id() + "' was not started: step " + (index + 1) + " of "
                                + steps.size() + " (" + step.described() + ") needs the " + variable.described()
                                + ", which is not set. " + variable.fix() + ". [profile=" + profile.id() + " step="
                                + (index + 1) + "]");
            }
        }
    }

    @Override
    public String toString() {
        return "StepsLogin[steps=" + steps.size() + ", timeout=" + timeout + "]";
    }
}
