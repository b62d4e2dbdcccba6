package io.leasehold.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.junit.Options;
import com.microsoft.playwright.options.Proxy;
import io.leasehold.ConfigurationException;
import io.leasehold.profile.BrowserKind;
import io.leasehold.profile.BrowserSettings;
import io.leasehold.profile.Profile;
import io.leasehold.profile.Secret;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one profile's browser is launched: the user's Playwright options, then the profile's settings, then the run's.
 * Immutable.
 */
final class LaunchPlan {

    private final Profile profile;
    private final HostSettings settings;
    private final Options options;

    LaunchPlan(Profile profile, HostSettings settings) {
        this.profile = profile;
        this.settings = settings;
        this.options = profile.options().orElseGet(Options::new);
        refuse(
                options.wsEndpoint != null,
                "wsEndpoint",
                "Name the server as wsEndpoint of the profile's browser instead");
        refuse(
                options.deviceName != null,
                "deviceName",
                "Set userAgent, viewportSize and the like in its contextOptions instead");
    }

    private void refuse(boolean set, String field, String why) {
        if (set) {
            throw new ConfigurationException(
                    "The options class of profile '" + profile.id().value() + "' sets " + field
                            + ", which a leased page cannot honour. " + why + ".",
                    null);
        }
    }

    boolean headless() {
        return settings.headless()
                .or(() -> profile.browser().headless())
                .or(() -> Optional.ofNullable(options.headless))
                .or(() -> Optional.ofNullable(options.launchOptions).map(launch -> launch.headless))
                .orElseGet(() -> System.getenv("PWDEBUG") == null);
    }

    String browserType() {
        BrowserKind kind = profile.browser().type();
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    BrowserType typeIn(Playwright playwright) {
        return switch (profile.browser().type()) {
            case CHROMIUM -> playwright.chromium();
            case FIREFOX -> playwright.firefox();
            case WEBKIT -> playwright.webkit();
        };
    }

    /** Returns what the shared browser is called where Playwright lists it. */
    String title() {
        return "leasehold-" + profile.id().value();
    }

    Optional<String> testIdAttribute() {
        return Optional.ofNullable(options.testIdAttribute);
    }

    /** Returns the driver's environment: the user's, then what keeps it inside the private folder. */
    Map<String, String> environment(Map<String, String> own) {
        Map<String, String> environment = new HashMap<>();
        if (options.playwrightCreateOptions != null && options.playwrightCreateOptions.env != null) {
            environment.putAll(options.playwrightCreateOptions.env);
        }
        environment.putAll(own);
        return Map.copyOf(environment);
    }

    /** Returns the login state that the user's context options start from. */
    Optional<String> savedState() {
        if (options.contextOptions == null) {
            return Optional.empty();
        }
        Path file = options.contextOptions.storageStatePath;
        if (file == null) {
            return Optional.ofNullable(options.contextOptions.storageState);
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The options class of profile '" + profile.id().value() + "' sets storageStatePath to '" + file
                            + "', which cannot be read: " + e.getClass().getSimpleName()
                            + ". Write the file, or leave it out and let the profile log in.",
                    e);
        }
    }

    BrowserType.LaunchPersistentContextOptions launchOptions(BrowserType type, Optional<Path> executable) {
        BrowserType.LaunchPersistentContextOptions launch = new BrowserType.LaunchPersistentContextOptions();
        if (options.launchOptions != null) {
            copy(options.launchOptions, launch);
        }
        if (options.contextOptions != null) {
            copy(options.contextOptions, launch);
        }
        boolean headless = headless();
        launch.setHeadless(headless);
        if (options.ignoreHTTPSErrors != null) {
            launch.setIgnoreHTTPSErrors(options.ignoreHTTPSErrors);
        }
        profile.baseUrl().ifPresent(launch::setBaseURL);
        profile.timezone().ifPresent(launch::setTimezoneId);
        profile.language().ifPresent(launch::setLocale);
        proxy().ifPresent(launch::setProxy);
        if (settings.slowMotionMillis() > 0) {
            launch.setSlowMo(settings.slowMotionMillis());
        }
        executable.ifPresentOrElse(launch::setExecutablePath, () -> channel().ifPresent(launch::setChannel));
        addArguments(launch, type);
        return launch;
    }

    private Optional<Proxy> proxy() {
        return profile.proxy().map(wanted -> {
            Proxy proxy = new Proxy(wanted.server());
            wanted.bypass().ifPresent(proxy::setBypass);
            wanted.username().map(Secret::reveal).ifPresent(proxy::setUsername);
            wanted.password().map(Secret::reveal).ifPresent(proxy::setPassword);
            return proxy;
        });
    }

    /** Returns the options of a context in a browser that somebody else has started. */
    Browser.NewContextOptions contextOptions() {
        Browser.NewContextOptions context = new Browser.NewContextOptions();
        if (options.contextOptions != null) {
            copy(options.contextOptions, context);
            context.storageState = null;
            context.storageStatePath = null;
        }
        if (options.ignoreHTTPSErrors != null) {
            context.setIgnoreHTTPSErrors(options.ignoreHTTPSErrors);
        }
        profile.baseUrl().ifPresent(context::setBaseURL);
        profile.timezone().ifPresent(context::setTimezoneId);
        profile.language().ifPresent(context::setLocale);
        proxy().ifPresent(context::setProxy);
        return context;
    }

    /** Tells a Playwright server which browser to start; it takes of that what it lets its clients choose. */
    Map<String, String> connectHeaders() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.getFactory().configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
        ObjectNode launch = mapper.createObjectNode().put("headless", headless());
        channel().ifPresent(channel -> launch.put("channel", channel));
        profile.browser().executable().ifPresent(program -> launch.put("executablePath", program.toString()));
        if (!profile.browser().args().isEmpty()) {
            profile.browser().args().forEach(launch.putArray("args")::add);
        }
        try {
            return Map.of("x-playwright-launch-options", mapper.writeValueAsString(launch));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The launch options cannot be written as JSON.", e);
        }
    }

    /**
     * Finds the program to launch, unless Playwright is to.
     *
     * @throws BrowserNotFoundException when there is none
     */
    Optional<Path> executable(BrowserLocator locator) {
        BrowserSettings browser = profile.browser();
        if (browser.executable().isPresent()) {
            return Optional.of(locator.configured(browser.executable().get()).executable());
        }
        boolean chosen = channel().isPresent()
                || (options.launchOptions != null && options.launchOptions.executablePath != null);
        return chosen || browser.type() != BrowserKind.CHROMIUM
                ? Optional.empty()
                : Optional.of(locator.locate(headless()).executable());
    }

    private Optional<String> channel() {
        return profile.browser().channel().or(() -> Optional.ofNullable(options.channel));
    }

    private void addArguments(BrowserType.LaunchPersistentContextOptions launch, BrowserType type) {
        List<String> arguments = new ArrayList<>(launch.args == null ? List.of() : launch.args);
        arguments.addAll(profile.browser().args());
        if (profile.browser().type() == BrowserKind.CHROMIUM) {
            List<String> features =
                    arguments.stream().filter(FeatureSwitch::isOne).toList();
            arguments.removeAll(features);
            Optional<String> playwrights = FeatureSwitch.ofPlaywright(type);
            arguments.add(FeatureSwitch.merged(playwrights, features));
            playwrights.ifPresent(own -> {
                List<String> ignored =
                        new ArrayList<>(launch.ignoreDefaultArgs == null ? List.of() : launch.ignoreDefaultArgs);
                ignored.add(own);
                launch.setIgnoreDefaultArgs(ignored);
            });
        }
        launch.setArgs(arguments);
    }

    /** Playwright has three option classes with the same public fields and no way from one to the other. */
    static void copy(Object from, Object to) {
        for (Field target : to.getClass().getFields()) {
            try {
                Field source = from.getClass().getField(target.getName());
                Object value = source.get(from);
                if (value != null
                        && !Modifier.isStatic(target.getModifiers())
                        && target.getType() == source.getType()) {
                    target.set(to, value);
                }
            } catch (NoSuchFieldException e) {
                // The other class has no such option.
            } catch (IllegalAccessException e) {
                throw new ConfigurationException("Playwright's option " + target.getName() + " cannot be read.", e);
            }
        }
    }
}
