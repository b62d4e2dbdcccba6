package io.leasehold.profile;

import io.leasehold.LeaseholdException;
import io.leasehold.ProfileId;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Thrown when the login steps of a profile could not be carried out.
 *
 * <p>It names the step and the page, and never holds what was typed; that is why it has no cause either, for the
 * messages of Playwright quote typed text.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public final class LoginFailedException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    private final transient ProfileId profile;
    private final int step;
    private final SessionState state;

    LoginFailedException(ProfileId profile, int step, SessionState state, String message) {
        super(message, null);
        this.profile = profile;
        this.step = step;
        this.state = state;
    }

    /**
     * Names the profile.
     *
     * @return the profile's id
     */
    public ProfileId profile() {
        return profile;
    }

    /**
     * Tells which step failed.
     *
     * @return the step, counted from 1; 0 when it failed before the first
     */
    public int step() {
        return step;
    }

    /**
     * Tells what the page showed.
     *
     * @return {@link SessionState#NEEDS_REVIEW} at a verification prompt, otherwise {@link SessionState#LOGGED_OUT}
     */
    public SessionState state() {
        return state;
    }
}
