package io.leasehold.profile;

import io.leasehold.profile.BrowserSource.Kind;
import io.leasehold.profile.JsonValue.JsonText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads from the field {@code browser} where the browser comes from, and its proxy. */
final class ReachReader {

    static final List<String> FIELDS = List.of("userDataDir", "cdpEndpoint", "wsEndpoint", "proxy");

    private static final List<Kind> ELSEWHERE = List.of(Kind.USER_DATA, Kind.ATTACHED, Kind.REMOTE);
    private static final List<String> OF_A_LAUNCH = List.of("channel", "executable", "headless", "args");
    private static final List<String> PROXY = List.of("server", "bypass", "username", "password");
    private static final Pattern SERVER = Pattern.compile(
            "((https?|socks[45])://)?([\\w.-]+|\\[[0-9A-Fa-f:.]+\\])(:\\d{1,5})?/?", Pattern.CASE_INSENSITIVE);

    private final Fields browser;

    ReachReader(Fields browser) {
        this.browser = browser;
    }

    Reach read(BrowserKind type) {
        List<Kind> named =
                ELSEWHERE.stream().filter(kind -> browser.has(kind.field())).toList();
        Optional<ProxyPlan> proxy = browser.object("proxy")
                .flatMap(object -> new ReachReader(Fields.of(object, PROXY, browser.scope())).proxy());
        if (named.size() > 1) {
            browser.missing("it names the browser in " + named.size() + " ways: "
                    + named.stream().map(Kind::field).collect(Collectors.joining(", "))
                    + ". Keep one; without any, a browser is launched.");
        }
        Kind kind = named.size() == 1 ? named.get(0) : Kind.LAUNCHED;
        if (kind == Kind.ATTACHED) {
            refuseBesideAttached(type);
        }
        Optional<Template> endpoint = kind == Kind.ATTACHED || kind == Kind.REMOTE ? endpoint(kind) : Optional.empty();
        Optional<Path> folder = kind == Kind.USER_DATA ? userData() : Optional.empty();
        boolean whole = kind == Kind.LAUNCHED || endpoint.isPresent() || folder.isPresent();
        return new Reach(whole ? new BrowserSource(kind, folder) : BrowserSource.LAUNCHED, endpoint, proxy);
    }

    /** What a default says of launches is for the profiles that launch; what a profile itself says has to count. */
    private void refuseBesideAttached(BrowserKind type) {
        if (type != BrowserKind.CHROMIUM) {
            browser.refuse("type", "cannot be attached to over CDP. Accepted: \"chromium\".");
        }
        Stream.concat(OF_A_LAUNCH.stream().filter(this::isItsOwn), Stream.of("proxy"))
                .flatMap(name -> browser.value(name).stream())
                .forEach(value -> browser.scope()
                        .problems()
                        .add(
                                value,
                                "it has no effect on a browser that runs already, which cdpEndpoint names. Remove it,"
                                        + " and give that browser what it needs where it is started."));
    }

    private boolean isItsOwn(String name) {
        return browser.value(name)
                .filter(value -> value.path().toString().startsWith("profiles"))
                .isPresent();
    }

    private Optional<Template> endpoint(Kind kind) {
        Optional<JsonText> text = browser.raw(kind.field());
        Optional<Template> template = text.flatMap(browser::template);
        // The value is not quoted: what leads to a browser is a secret.
        Optional<String> fault = text.filter(
                        value -> !template.map(Template::hasPlaceholder).orElse(true))
                .flatMap(value -> Endpoint.showsAccess(value.value())
                        ? Optional.of("holds what opens it, and that never stands in this file. Use ${env:NAME} and set"
                                + " NAME in the environment of the test run.")
                        : Endpoint.fault(kind, value.value()));
        fault.ifPresent(
                why -> text.ifPresent(value -> browser.scope().problems().add(value, "it " + why)));
        return fault.isPresent() ? Optional.empty() : template;
    }

    private Optional<Path> userData() {
        return browser.text("userDataDir").flatMap(text -> {
            try {
                Path folder = Path.of(text);
                if (folder.isAbsolute()) {
                    return Optional.of(folder);
                }
                browser.refuse(
                        "userDataDir", "is not an absolute path. Write, for example, \"${env:HOME}/profiles/x\".");
            } catch (InvalidPathException e) {
                browser.refuse("userDataDir", "is not a path.");
            }
            return Optional.empty();
        });
    }

    private Optional<ProxyPlan> proxy() {
        browser.require("server", "\"server\": \"http://proxy.example:3128\"");
        Optional<String> server = browser.text("server").filter(text -> {
            boolean fits = SERVER.matcher(text).matches();
            if (!fits) {
                browser.refuse(
                        "server",
                        "is no proxy. Accepted: host:port, with http://, https://, socks4:// or socks5:// before it; user"
                                + " and password have fields of their own.");
            }
            return fits;
        });
        Optional<Template> username = browser.raw("username").flatMap(browser::template);
        Optional<Template> password = password();
        return server.map(address -> new ProxyPlan(address, browser.text("bypass"), username, password));
    }

    private Optional<Template> password() {
        Optional<JsonText> text = browser.raw("password");
        Optional<Template> template = text.flatMap(browser::template);
        boolean literal = template.filter(value -> !value.comesFromOutside()).isPresent();
        if (literal) {
            text.ifPresent(value -> browser.scope()
                    .problems()
                    .add(
                            value,
                            "a password never stands in this file, not even as a default. Use ${env:NAME} and set NAME in"
                                    + " the environment of the test run."));
        }
        return literal ? Optional.empty() : template;
    }
}
