package io.leasehold.profile;

import io.leasehold.profile.JsonValue.JsonObject;
import io.leasehold.profile.JsonValue.JsonText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the field {@code probe}: a class name, or selectors. */
final class ProbeReader {

    private static final List<String> ACCEPTED =
            List.of("url", "ready", "account", "loggedOut", "needsReview", "timeout");
    private static final List<String> ACCOUNT = List.of("selector", "contains");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ReadScope scope;

    ProbeReader(ReadScope scope) {
        this.scope = scope;
    }

    Optional<SessionProbe> read(Fields profile, Optional<URI> base, Optional<String> accountId) {
        Optional<JsonValue> value = profile.value("probe");
        Optional<JsonText> named = value.flatMap(JsonValue::asText);
        if (named.isPresent()) {
            return profile.text("probe")
                    .flatMap(name -> new Instances(scope).create(named.get(), name, SessionProbe.class));
        }
        Optional<JsonObject> selectors = value.flatMap(JsonValue::asObject);
        if (selectors.isEmpty()) {
            value.ifPresent(wrong -> profile.wrongType(wrong, "a class name or an object with selectors"));
        }
        return selectors.map(object -> probe(Fields.of(object, ACCEPTED, scope), base, accountId));
    }

    private SessionProbe probe(Fields probe, Optional<URI> base, Optional<String> accountId) {
        Optional<URI> url = WebAddress.read(probe, "url", base);
        Duration timeout = probe.duration("timeout").orElse(TIMEOUT);
        Markers markers = new Markers(
                probe.text("ready"), account(probe, accountId), probe.text("loggedOut"), probe.text("needsReview"));
        return new SelectorProbe(url, markers, timeout);
    }

    private Optional<AccountMarker> account(Fields probe, Optional<String> accountId) {
        return probe.object("account").flatMap(object -> {
            Fields account = Fields.of(object, ACCOUNT, scope);
            account.require("selector", "\"selector\": \"[data-testid=account]\"");
            Optional<String> contained = account.has("contains") ? account.text("contains") : accountId;
            return account.text("selector")
                    .flatMap(selector -> contained.map(text -> new AccountMarker(selector, text)));
        });
    }
}
