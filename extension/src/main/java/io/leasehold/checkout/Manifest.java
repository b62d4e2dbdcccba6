package io.leasehold.checkout;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.ProfileId;
import io.leasehold.profile.ManifestFile;
import io.leasehold.profile.OnCheckoutFailure;
import io.leasehold.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a task expects of the profile that it is to use. Immutable.
 *
 * @param taskId the task, or the run where the test names none
 * @param accountId the account as the application knows it
 * @param expectedProxyRegion the region in which the browser is to be seen, if one is expected
 * @param expectedTimezone an IANA time zone, if one is expected
 * @param expectedLanguage a language tag, if one is expected
 * @param entryUrl where the task begins, an absolute URL
 * @param requiresLoggedInSession whether the session has to be signed in
 * @param allowHeadless whether the browser may have no window
 * @param evidenceDir the folder under which each run has one of its own
 * @param onCheckoutFailure what becomes of the task when the profile is denied
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Manifest(
        String taskId,
        ProfileId profileId,
        String accountId,
        Optional<String> platform,
        Optional<String> expectedProxyRegion,
        Optional<String> expectedTimezone,
        Optional<String> expectedLanguage,
        String entryUrl,
        boolean requiresLoggedInSession,
        boolean allowHeadless,
        Path evidenceDir,
        OnCheckoutFailure onCheckoutFailure) {

    /** Makes the manifest of a test, which expects what the profiles file says. */
    static Manifest of(Profile profile, String task, Path evidenceDir, OnCheckoutFailure onCheckoutFailure) {
        return new Manifest(
                task,
                profile.id(),
                profile.accountId(),
                profile.platform(),
                profile.environment().proxyRegion(),
                profile.environment().timezone(),
                profile.environment().language(),
                profile.entryUrl(),
                true,
                true,
                evidenceDir,
                onCheckoutFailure);
    }

    /** Makes the manifest that a file says; what it leaves out is as the profile has it. */
    public static Manifest of(ManifestFile file, Profile profile, Path evidenceDir) {
        return new Manifest(
                file.taskId(),
                file.profileId(),
                file.owner().accountId(),
                file.owner().platform(),
                file.environment().proxyRegion(),
                file.environment().timezone(),
                file.environment().language(),
                file.owner().entryUrl().map(profile::resolve).orElseGet(profile::entryUrl),
                file.terms().requiresLoggedInSession(),
                file.terms().allowHeadless(),
                evidenceDir,
                file.terms().onCheckoutFailure());
    }

    /** Returns a name for what it says: two that say the same have the same. */
    String id() {
        return UUID.nameUUIDFromBytes(content().toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Returns it as a record. */
    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("manifestId", id());
        return node.setAll(content());
    }

    private ObjectNode content() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("taskId", taskId)
                .put("profileId", profileId.value())
                .put("accountId", accountId)
                .put("platform", orNull(platform))
                .put("expectedProxyRegion", orNull(expectedProxyRegion))
                .put("expectedTimezone", orNull(expectedTimezone))
                .put("expectedLanguage", orNull(expectedLanguage))
                .put("entryUrl", entryUrl)
                .put("requiresLoggedInSession", requiresLoggedInSession)
                .put("allowHeadless", allowHeadless)
                .put("evidenceDir", evidenceDir.toString())
                .put("onCheckoutFailure", onCheckoutFailure.code());
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }
}
