package io.leasehold.profile;

import io.leasehold.ProfileId;
import io.leasehold.profile.JsonValue.JsonObject;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a manifest file as strictly as the profiles file. */
final class ManifestReader {

    private static final List<String> ACCEPTED = List.of(
            "taskId",
            "profileId",
            "accountId",
            "platform",
            "expectedProxyRegion",
            "expectedTimezone",
            "expectedLanguage",
            "entryUrl",
            "requiresLoggedInSession",
            "allowHeadless",
            "evidenceDir",
            "onCheckoutFailure");
    private static final int LONGEST_TASK = 200;
    private static final URI ANY_BASE = URI.create("http://localhost/");

    private final Fields fields;

    private ManifestReader(Fields fields) {
        this.fields = fields;
    }

    static ManifestFile read(SourceText source, Variables variables) {
        ReadScope scope = ReadScope.of(variables, ManifestReader.class.getClassLoader());
        Optional<JsonValue> tree = new JsonTreeReader(scope.problems()).read(source.text());
        Optional<ManifestFile> manifest = tree.flatMap(value -> object(value, scope))
                .flatMap(object -> new ManifestReader(Fields.of(object, ACCEPTED, scope)).manifest(source.origin()));
        scope.problems().throwIfAny(source.origin());
        return manifest.orElseThrow(() -> new IllegalStateException("A manifest without problems says nothing."));
    }

    private static Optional<JsonObject> object(JsonValue value, ReadScope scope) {
        if (value.asObject().isEmpty()) {
            scope.problems().add(value, value.kind() + " stands where an object, the manifest, is expected.");
        }
        return value.asObject();
    }

    private Optional<ManifestFile> manifest(String origin) {
        fields.require("taskId", "\"taskId\": \"nightly-export\"");
        fields.require("profileId", "\"profileId\": \"shop-admin\"");
        fields.require("accountId", "\"accountId\": \"admin@shop.example\"");
        Optional<String> task = task();
        Optional<ProfileId> profile = profile();
        Optional<String> accountId = fields.text("accountId");
        Optional<String> platform = fields.text("platform");
        Optional<String> entry = entry();
        ManifestFile.Environment environment = environment();
        ManifestFile.Terms terms = terms();
        return task.flatMap(taskId -> profile.flatMap(id -> accountId.map(account -> new ManifestFile(
                origin, taskId, id, new ManifestFile.Owner(account, platform, entry), environment, terms))));
    }

    private Optional<String> task() {
        return fields.text("taskId").filter(task -> {
            boolean fits = task.length() <= LONGEST_TASK && task.chars().noneMatch(Character::isISOControl);
            if (!fits) {
                fields.refuse("taskId", "is no task id: at most " + LONGEST_TASK + " characters, none of control.");
            }
            return fits;
        });
    }

    private Optional<ProfileId> profile() {
        return fields.text("profileId").flatMap(text -> {
            try {
                return Optional.of(new ProfileId(text));
            } catch (IllegalArgumentException e) {
                fields.refuse("profileId", "is not a profile id: " + ProfileId.rule());
                return Optional.empty();
            }
        });
    }

    /** Whether it fits the profile is for the gate to say; here it has to be an address at all. */
    private Optional<String> entry() {
        return WebAddress.read(fields, "entryUrl", Optional.of(ANY_BASE)).flatMap(address -> fields.text("entryUrl"));
    }

    private ManifestFile.Environment environment() {
        return new ManifestFile.Environment(fields.text("expectedProxyRegion"), timezone(), language());
    }

    private Optional<String> timezone() {
        Optional<String> text = fields.text("expectedTimezone");
        Optional<String> known = text.filter(ZoneId.getAvailableZoneIds()::contains);
        if (text.isPresent() && known.isEmpty()) {
            fields.refuse(
                    "expectedTimezone", "is no time zone. Accepted: IANA names such as \"Europe/Berlin\" or \"UTC\".");
        }
        return known;
    }

    private Optional<String> language() {
        return fields.text("expectedLanguage").filter(text -> {
            try {
                return !new Locale.Builder()
                        .setLanguageTag(text)
                        .build()
                        .getLanguage()
                        .isEmpty();
            } catch (IllformedLocaleException e) {
                fields.refuse("expectedLanguage", "is no language tag. Accepted: tags such as \"en-GB\".");
                return false;
            }
        });
    }

    private ManifestFile.Terms terms() {
        return new ManifestFile.Terms(
                fields.flag("requiresLoggedInSession").orElse(true),
                fields.flag("allowHeadless").orElse(true),
                evidenceDir(),
                fields.choice("onCheckoutFailure", OnCheckoutFailure.class).orElse(OnCheckoutFailure.FAIL));
    }

    private Optional<Path> evidenceDir() {
        return fields.text("evidenceDir").flatMap(text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                fields.refuse("evidenceDir", "is not a path.");
                return Optional.empty();
            }
        });
    }
}
