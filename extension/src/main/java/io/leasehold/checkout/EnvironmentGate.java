package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.browser.EnvironmentSight;
import io.leasehold.browser.HostedContext;
import io.leasehold.evidence.Redactor;
import io.leasehold.profile.EnvironmentFact;
import io.leasehold.profile.EnvironmentSettings;
import io.leasehold.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The gate after the session's: the surroundings that the profile names are those that its page really has. What differs
 * is classified and never changed here. Thread-safe.
 */
final class EnvironmentGate {

    private static final int LONGEST = 80;

    private final Denials denials;
    private final Redactor redactor;

    EnvironmentGate(Denials denials, Redactor redactor) {
        this.denials = denials;
        this.redactor = redactor;
    }

    /**
     * Measures, and compares.
     *
     * @throws CheckoutDeniedException when something differs, or cannot be measured
     * @throws RuntimeException what the user's probe threw
     */
    void require(HostedContext host) {
        Profile profile = host.profile();
        if (!profile.environment().isToBeMeasured()) {
            return;
        }
        EnvironmentSight seen = host.measureEnvironment();
        judge(profile, seen).ifPresent(denial -> {
            throw denial;
        });
    }

    /** Returns what the comparison comes to; a wrong proxy outweighs the rest, and what is known outweighs what is not. */
    Optional<CheckoutDeniedException> judge(Profile profile, EnvironmentSight seen) {
        EnvironmentSettings wanted = profile.environment();
        List<String> differences = new ArrayList<>();
        wanted.timezone()
                .filter(zone -> !seen.expectedZone())
                .ifPresent(zone -> differences.add(difference("time zone", zone, seen.timezone())));
        wanted.language()
                .filter(tag -> !speaks(tag, seen.languages()))
                .ifPresent(tag -> differences.add(difference("language", tag, String.join(", ", seen.languages()))));
        seen.facts().stream()
                .filter(EnvironmentFact::differs)
                .forEach(fact -> differences.add(difference(shown(fact.name()), fact.expected(), fact.measured())));
        Optional<String> region = wanted.proxyRegion().flatMap(name -> seen.region()
                .filter(measured -> !measured.strip().equalsIgnoreCase(name.strip()))
                .map(measured -> difference("region", name, measured)));
        region.ifPresent(differences::add);
        if (!differences.isEmpty()) {
            Reason reason = region.isPresent() ? Reason.PROXY_MISMATCH : Reason.ENVIRONMENT_MISMATCH;
            return Optional.of(denials.of(profile, reason, mismatch(differences, region.isPresent()), ""));
        }
        return seen.trouble().map(why -> denials.of(profile, Reason.CHECKOUT_ERROR, unmeasured(why), ""));
    }

    /** A language without a region is spoken by all of its regions. */
    private static boolean speaks(String tag, List<String> languages) {
        String wanted = tag.toLowerCase(Locale.ROOT);
        String first = languages.isEmpty() ? "" : languages.get(0).toLowerCase(Locale.ROOT);
        return first.equals(wanted) || first.startsWith(wanted + "-");
    }

    private static String mismatch(List<String> differences, boolean region) {
        return "its surroundings are not what the profile says, and nothing was changed to make them so: "
                + String.join("; ", differences) + ". "
                + (region
                        ? "Look at the proxy that its browser uses, or correct the environment in the profile"
                        : "Start its browser with them, or correct the environment in the profile");
    }

    private String difference(String what, String expected, String measured) {
        return "the " + what + " is '" + shown(measured) + "' where '" + shown(expected) + "' is expected";
    }

    private static String unmeasured(String why) {
        return "nobody knows its proxy's region: " + why
                + ". Correct regionUrl and regionField, or the environment's probe";
    }

    /** What was measured comes from a page or from the net. */
    private String shown(String text) {
        String redacted = redactor.redact(text);
        return redacted.length() > LONGEST ? redacted.substring(0, LONGEST) + "…" : redacted;
    }
}
