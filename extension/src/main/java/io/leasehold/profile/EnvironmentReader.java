package io.leasehold.profile;

import io.leasehold.profile.JsonValue.JsonText;
import java.net.URI;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the field {@code environment}. */
final class EnvironmentReader {

    private static final List<String> ACCEPTED =
            List.of("proxyId", "proxyRegion", "timezone", "language", "regionUrl", "regionField", "probe");
    private static final Pattern FIELD = Pattern.compile("[^.\\s]+(\\.[^.\\s]+)*");

    private final ReadScope scope;

    EnvironmentReader(ReadScope scope) {
        this.scope = scope;
    }

    EnvironmentSettings read(Fields profile, Optional<URI> base) {
        return profile.object("environment")
                .map(object -> environment(Fields.of(object, ACCEPTED, scope), base))
                .orElse(EnvironmentSettings.NONE);
    }

    private EnvironmentSettings environment(Fields environment, Optional<URI> base) {
        checkRegion(environment);
        Optional<JsonText> probe = environment.raw("probe");
        return new EnvironmentSettings(
                environment.text("proxyId"),
                environment.text("proxyRegion"),
                fitting(
                        environment,
                        "timezone",
                        ZoneId.getAvailableZoneIds()::contains,
                        "is no time zone. Write a name of the time zone database, such as \"Europe/Berlin\" or \"UTC\"."),
                fitting(
                        environment,
                        "language",
                        EnvironmentReader::isLanguage,
                        "is no language. Write a BCP 47 tag, such as \"de\" or \"en-GB\"."),
                region(environment, base),
                probe.flatMap(where -> environment.text("probe").flatMap(name -> new Instances(scope)
                        .create(where, name, EnvironmentProbe.class))));
    }

    private static void checkRegion(Fields environment) {
        boolean url = environment.has("regionUrl");
        if (url != environment.has("regionField")) {
            environment.missing("regionUrl and regionField go together: write, for example, \"regionUrl\":"
                    + " \"https://where.example/me\", \"regionField\": \"country\".");
        }
        if (environment.has("proxyRegion") && !url && !environment.has("probe")) {
            environment.missing(
                    "proxyRegion is measured, and nothing says how: add regionUrl and regionField, or a probe"
                            + " that implements " + EnvironmentProbe.class.getName() + ".");
        }
        if (url && !environment.has("proxyRegion")) {
            environment.missing(
                    "regionUrl is asked only to compare with proxyRegion, which is missing. Add it, or remove"
                            + " regionUrl and regionField.");
        }
    }

    private static Optional<String> fitting(Fields fields, String name, Predicate<String> fits, String why) {
        return fields.text(name).filter(text -> {
            boolean good = fits.test(text);
            if (!good) {
                fields.refuse(name, why);
            }
            return good;
        });
    }

    private static boolean isLanguage(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private static Optional<RegionSource> region(Fields environment, Optional<URI> base) {
        Optional<URI> url = WebAddress.read(environment, "regionUrl", base);
        Optional<String> field = fitting(
                environment,
                "regionField",
                text -> FIELD.matcher(text).matches(),
                "is no field. Write names from the top down, separated by dots, such as \"location.country\".");
        return url.flatMap(address -> field.map(name -> new RegionSource(address.toString(), name)));
    }
}
