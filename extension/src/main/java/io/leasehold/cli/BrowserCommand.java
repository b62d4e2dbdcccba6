package io.leasehold.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.LeaseholdException;
import io.leasehold.browser.BrowserLocator;
import io.leasehold.browser.LocatedBrowser;
import io.leasehold.profile.BrowserKind;
import io.leasehold.profile.BrowserSettings;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the browsers that would be started. */
@Command(name = "browser", description = "Show which browser would be started and why, and how to install one.")
final class BrowserCommand implements Callable<Integer> {

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    BrowserCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Output output = options.output(world);
        BrowserLocator locator = BrowserLocator.here();
        Optional<LocatedBrowser> headless = locator.find(true);
        Optional<LocatedBrowser> headed = locator.find(false);
        List<Profile> own = profiles().stream().filter(BrowserCommand::hasOwn).toList();
        if (output.isJson()) {
            output.json(json(locator, headless, headed, own));
        } else {
            Table table = new Table("FOR", "BROWSER", "WHY");
            table.row("headless runs", name(headless), why(headless));
            table.row("headed runs", name(headed), why(headed));
            own.forEach(profile -> table.row(profile.id().value(), setting(profile.browser()), "the profile says so"));
            output.line(table.text());
            output.line("Looked at, in this order: " + String.join("; ", locator.lookedAt(true)) + ".");
            output.line("To install one for headless runs: " + String.join("  or  ", locator.installLines(true)));
            output.line("To install one with windows: " + String.join("  or  ", locator.installLines(false)));
        }
        return (headless.isPresent() ? ExitCode.DONE : ExitCode.NOT_DONE).code();
    }

    private List<Profile> profiles() {
        try {
            return ProfilesFile.open(options.settings(world).profiles()).profiles();
        } catch (LeaseholdException e) {
            // Whether there are profiles, and what is wrong with them, is for 'leasehold doctor' to say.
            return List.of();
        }
    }

    private static boolean hasOwn(Profile profile) {
        BrowserSettings browser = profile.browser();
        return browser.executable().isPresent()
                || browser.channel().isPresent()
                || browser.type() != BrowserKind.CHROMIUM;
    }

    private static String setting(BrowserSettings browser) {
        return browser.executable().map(Object::toString).or(browser::channel).orElseGet(() -> browser.type()
                .name()
                .toLowerCase(Locale.ROOT));
    }

    private static String name(Optional<LocatedBrowser> browser) {
        return browser.map(found -> found.executable().toString()).orElse("none");
    }

    private static String why(Optional<LocatedBrowser> browser) {
        return browser.map(found -> switch (found.origin()) {
                    case CONFIGURED -> "a setting names it";
                    case PLAYWRIGHT -> "Playwright's installer put it there, and those come first";
                    case SYSTEM -> "none of Playwright's own starts, and the system has this one";
                })
                .orElse("nothing that starts was found");
    }

    private static ObjectNode json(
            BrowserLocator locator,
            Optional<LocatedBrowser> headless,
            Optional<LocatedBrowser> headed,
            List<Profile> own) {
        ObjectNode node = Json.object();
        put(node, "headless", headless);
        put(node, "headed", headed);
        strings(node.putArray("looked_at"), locator.lookedAt(true));
        strings(node.putArray("install_headless"), locator.installLines(true));
        strings(node.putArray("install_headed"), locator.installLines(false));
        node.set("profiles", Json.array(own, profile -> Json.object()
                .put("profile_id", profile.id().value())
                .put("browser", setting(profile.browser()))));
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<LocatedBrowser> browser) {
        if (browser.isEmpty()) {
            node.putNull(name);
            return;
        }
        node.set(
                name,
                Json.object()
                        .put("executable", browser.get().executable().toString())
                        .put("origin", browser.get().origin().name().toLowerCase(Locale.ROOT))
                        .put("why", why(browser)));
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
