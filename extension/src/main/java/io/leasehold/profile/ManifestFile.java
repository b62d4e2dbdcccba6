package io.leasehold.profile;

import io.leasehold.ProfileId;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a manifest file says that a task expects of a profile. Immutable.
 *
 * @param origin the file, for messages
 * @param taskId the task
 * @param profileId the profile that it is to use
 * @param owner whose account and where it is to be
 * @param environment what the browser is to look like from outside
 * @param terms how the checkout is to be done
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record ManifestFile(
        String origin, String taskId, ProfileId profileId, Owner owner, Environment environment, Terms terms) {

    /**
     * Whose account it is to be.
     *
     * @param accountId the account as the application knows it
     * @param platform the platform, if the file names it
     * @param entryUrl where the task begins, a path or a URL, if the file names it
     */
    public record Owner(String accountId, Optional<String> platform, Optional<String> entryUrl) {}

    /**
     * What the browser is to look like from outside, as far as the file says it.
     *
     * @param proxyRegion the region that it is seen in
     * @param timezone an IANA time zone
     * @param language a language tag
     */
    public record Environment(Optional<String> proxyRegion, Optional<String> timezone, Optional<String> language) {}

    /**
     * How the checkout is to be done.
     *
     * @param requiresLoggedInSession whether the session has to be signed in
     * @param allowHeadless whether the browser may have no window
     * @param evidenceDir the folder for evidence, if the file names it
     * @param onCheckoutFailure what becomes of the task when the profile is denied
     */
    public record Terms(
            boolean requiresLoggedInSession,
            boolean allowHeadless,
            Optional<Path> evidenceDir,
            OnCheckoutFailure onCheckoutFailure) {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @return what it says
     * @throws ProfilesFileException if it is missing, unreadable or wrong; all problems at once
     */
    public static ManifestFile open(Path file) {
        return ManifestReader.read(SourceText.ofManifest(file), Variables.ofProcess());
    }
}
