package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.profile.EnvironmentSettings;
import io.leasehold.profile.Profile;
import java.util.Optional;

/** Compares what a manifest expects with what the profile is, on paper, before any browser opens. Immutable. */
final class ProfileGate {

    private final Denials denials;

    ProfileGate(Denials denials) {
        this.denials = denials;
    }

    /**
     * Lets a manifest pass that fits the profile.
     *
     * @throws CheckoutDeniedException with the first thing that does not fit
     */
    void check(Profile profile, Manifest manifest) {
        if (!manifest.accountId().equals(profile.accountId())) {
            throw denied(
                    profile,
                    Reason.ACCOUNT_MISMATCH,
                    "task '" + manifest.taskId() + "' expects account '" + manifest.accountId()
                            + "', and its account is '" + profile.accountId()
                            + "'. Correct accountId in the manifest, or in the profiles file");
        }
        if (manifest.platform().isPresent() && !manifest.platform().equals(profile.platform())) {
            throw denied(
                    profile,
                    Reason.ACCOUNT_MISMATCH,
                    "task '" + manifest.taskId() + "' expects platform '"
                            + manifest.platform().get() + "', and its platform is "
                            + profile.platform().map(name -> "'" + name + "'").orElse("not named")
                            + ". Correct platform in the manifest, or in the profiles file");
        }
        if (!profile.allows(manifest.taskId())) {
            throw denied(
                    profile,
                    Reason.PROFILE_NOT_ALLOWED_FOR_TASK,
                    "task '" + manifest.taskId() + "' is not among its allowedTasks: "
                            + String.join(", ", profile.allowedTasks())
                            + ". Correct taskId in the manifest, or the list in the profiles file");
        }
        if (!profile.owns(manifest.entryUrl())) {
            throw denied(
                    profile,
                    Reason.PROFILE_NOT_ALLOWED_FOR_TASK,
                    "task '" + manifest.taskId() + "' begins at " + denials.address(manifest.entryUrl())
                            + ", which is not on its platform, " + denials.address(profile.entryUrl())
                            + ". Correct entryUrl in the manifest");
        }
        EnvironmentSettings own = profile.environment();
        expected(profile, manifest, "region", manifest.expectedProxyRegion(), own.proxyRegion());
        expected(profile, manifest, "time zone", manifest.expectedTimezone(), own.timezone());
        expected(profile, manifest, "language", manifest.expectedLanguage(), own.language());
    }

    /** The environment's gate measures what the profile names; what a manifest alone expects, nobody would look at. */
    private void expected(
            Profile profile, Manifest manifest, String what, Optional<String> wanted, Optional<String> named) {
        if (wanted.isPresent() && !wanted.equals(named)) {
            throw denied(
                    profile,
                    Reason.PROFILE_NOT_ALLOWED_FOR_TASK,
                    "task '" + manifest.taskId() + "' expects " + what + " '" + wanted.get()
                            + "', and its environment names "
                            + named.map(text -> "'" + text + "'").orElse("none")
                            + ". Correct the manifest, or the environment in the profiles file, which is what is measured");
        }
    }

    private CheckoutDeniedException denied(Profile profile, Reason reason, String why) {
        return denials.of(profile, reason, why, "");
    }
}
