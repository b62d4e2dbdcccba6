package io.leasehold.profile;

import com.microsoft.playwright.junit.Options;
import com.microsoft.playwright.junit.OptionsFactory;
import io.leasehold.ProfileId;
import io.leasehold.profile.JsonValue.JsonObject;
import io.leasehold.profile.JsonValue.JsonText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one profile, already completed by the defaults. */
final class ProfileReader {

    private static final List<String> ACCEPTED = List.of(
            "accountId",
            "platform",
            "group",
            "baseUrl",
            "entryUrl",
            "login",
            "probe",
            "browser",
            "environment",
            "mask",
            "options",
            "session",
            "retirement",
            "releasePolicy",
            "ttl",
            "allowedTasks",
            "loginBudget",
            "seats");
    private static final List<String> BROWSER = Stream.concat(
                    Stream.of("type", "channel", "executable", "headless", "args"), ReachReader.FIELDS.stream())
            .toList();

    private static final URI ANY_BASE = URI.create("http://localhost/");

    private final ReadScope scope;

    ProfileReader(ReadScope scope) {
        this.scope = scope;
    }

    Optional<Profile> read(ProfileId id, JsonObject json) {
        Fields fields = Fields.of(json, ACCEPTED, scope);
        fields.require("accountId", "\"accountId\": \"admin@shop.example\"");
        Optional<String> accountId = fields.text("accountId");
        Optional<Options> options = options(fields);
        Optional<URI> base = base(fields, options).or(() -> standIn(fields));
        Optional<URI> entry = entry(fields, base);
        SessionKeeping session = fields.choice("session", SessionKeeping.class).orElse(SessionKeeping.FRESH);
        Fields browser = browserFields(fields);
        BrowserSettings settings = browser(browser);
        Reach reach = new ReachReader(browser).read(settings.type());
        checkSource(fields, reach.source().kind(), session);
        Launch launch = new Launch(settings, session, RetirementReader.read(fields), TenancyReader.read(fields), reach);
        EnvironmentSettings environment = new EnvironmentReader(scope).read(fields, base.or(() -> entry));
        Optional<LoginWorkflow> login = new LoginReader(scope).read(fields, base.or(() -> entry));
        Optional<SessionProbe> probe = new ProbeReader(scope).read(fields, base.or(() -> entry), accountId);
        return accountId.flatMap(account -> entry.map(start -> new Profile(
                new Account(id, id.value(), account, fields.text("platform"), fields.text("group")),
                new Site(base, start),
                launch,
                new Behaviour(login, probe.orElseGet(DefaultProbe::new), options, environment, fields.texts("mask")),
                scope.secrets())));
    }

    /** Reads defaults for their problems only. */
    void check(JsonObject defaults) {
        Fields fields = new Fields(defaults, scope);
        // Without a base of its own, a relative address may still fit the base of each profile.
        Optional<URI> base =
                WebAddress.read(fields, "baseUrl", Optional.empty()).or(() -> Optional.of(ANY_BASE));
        WebAddress.read(fields, "entryUrl", base);
        options(fields);
        Fields browser = browserFields(fields);
        new ReachReader(browser).read(browser(browser).type());
        new EnvironmentReader(scope).read(fields, base);
        fields.texts("mask");
        RetirementReader.read(fields);
        TenancyReader.read(fields);
        new LoginReader(scope).read(fields, base);
        new ProbeReader(scope).read(fields, base, Optional.of("any"));
    }

    private Optional<URI> base(Fields fields, Optional<Options> options) {
        Optional<URI> own = WebAddress.read(fields, "baseUrl", Optional.empty());
        own.filter(address -> address.getRawQuery() != null || address.getRawFragment() != null)
                .ifPresent(address -> fields.refuse("baseUrl", "is not a base URL: remove what follows '?' or '#'."));
        return own.or(() -> fields.has("baseUrl") ? Optional.empty() : options.flatMap(one -> given(fields, one)));
    }

    /** A base URL that is wrong has been reported; relative addresses are then judged by themselves. */
    private static Optional<URI> standIn(Fields fields) {
        return fields.has("baseUrl") ? Optional.of(ANY_BASE) : Optional.empty();
    }

    private Optional<URI> given(Fields fields, Options options) {
        @Nullable String address = options.baseUrl;
        if (address == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(WebAddress.resolve(new URI(address), ""));
        } catch (URISyntaxException | IllegalArgumentException e) {
            fields.refuse("options", "returned options whose baseUrl is not a URL.");
            return Optional.empty();
        }
    }

    private Optional<URI> entry(Fields fields, Optional<URI> base) {
        if (fields.has("entryUrl")) {
            return WebAddress.read(fields, "entryUrl", base);
        }
        if (base.isEmpty()) {
            fields.missing("there is neither baseUrl nor entryUrl: write, for example, \"baseUrl\":"
                    + " \"https://shop.example\".");
        }
        return base;
    }

    private Fields browserFields(Fields fields) {
        return fields.object("browser")
                .map(object -> Fields.of(object, BROWSER, scope))
                .orElseGet(() -> new Fields(JsonObject.empty(JsonPath.TOP), scope));
    }

    /** There is one context in such a browser, and it outlives the run by itself. */
    private static void checkSource(Fields fields, BrowserSource.Kind kind, SessionKeeping session) {
        if (!kind.isOneOfItsKind()) {
            return;
        }
        fields.value("seats").ifPresent(value -> fields.scope()
                .problems()
                .add(
                        value,
                        "the browser of " + kind.field() + " has one session, and seats need one each. Remove one."));
        if (session == SessionKeeping.KEPT) {
            fields.refuse(
                    "session",
                    "is for browsers that Leasehold launches on a folder of its own: what " + kind.field()
                            + " names keeps its session by itself. Remove one.");
        }
    }

    private static BrowserSettings browser(Fields browser) {
        return new BrowserSettings(
                browser.choice("type", BrowserKind.class).orElse(BrowserKind.CHROMIUM),
                browser.text("channel"),
                executable(browser),
                browser.flag("headless"),
                browser.texts("args"));
    }

    private static Optional<Path> executable(Fields browser) {
        return browser.text("executable").flatMap(text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                browser.refuse("executable", "is not a path.");
                return Optional.empty();
            }
        });
    }

    private Optional<Options> options(Fields fields) {
        Optional<JsonText> where = fields.raw("options");
        Instances instances = new Instances(scope);
        return where.flatMap(text -> fields.text("options")
                .flatMap(name -> instances.create(text, name, OptionsFactory.class))
                .flatMap(factory -> call(text, factory, instances)));
    }

    private static Optional<Options> call(JsonText where, OptionsFactory factory, Instances instances) {
        String name = factory.getClass().getName();
        try {
            @Nullable Options options = factory.getOptions();
            return options == null ? instances.refuse(where, name, "returned no options.") : Optional.of(options);
        } catch (RuntimeException | LinkageError e) {
            return instances.fail(where, name, "failed to return options", e);
        }
    }
}
