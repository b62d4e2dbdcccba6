package io.leasehold.cli;

import io.leasehold.browser.HostLauncher;
import io.leasehold.browser.HostSettings;
import io.leasehold.browser.Housekeeping;
import io.leasehold.browser.PrivateRoot;
import io.leasehold.checkout.CheckoutEvidence;
import io.leasehold.checkout.HandLogin;
import io.leasehold.checkout.RunRegistry;
import io.leasehold.evidence.Redactor;
import io.leasehold.evidence.RunFolder;
import io.leasehold.profile.BrowserSource;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.profile.SessionKeeping;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.suite.Settings;
import io.leasehold.worker.WorkerWay;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a person sign in by hand, and keeps the session. */
@Command(
        name = "login",
        description = "Open the profile's browser so that you sign in by hand, and keep the session for the tests.")
final class LoginCommand implements Callable<Integer> {

    /** Stands where a test run has its id. */
    private static final String RUN = "login-by-hand";

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ProfileParameter profile = new ProfileParameter();

    @Option(names = "--by", paramLabel = "NAME", description = "Who you are; default: the system user's name.")
    private Optional<String> by = Optional.empty();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            converter = LimitOption.Converter.class,
            description = "How long the window waits for you; default 10.")
    private int minutes = 10;

    @Option(names = "--headless", hidden = true, description = "Without a window, for tests of this command.")
    private boolean headless;

    LoginCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(world);
        String person = PersonOptions.person(by, world);
        ProfilesFile file = ProfilesFile.open(settings.profiles());
        Profile wanted = file.profile(profile.id());
        refuseUnlessKept(wanted, file);
        refuseWithoutScreen();
        HandLogin.Outcome outcome = signIn(settings, file, wanted, person);
        return tell(settings, person, outcome);
    }

    private static void refuseUnlessKept(Profile wanted, ProfilesFile file) {
        boolean inFolderOfItsOwn = wanted.browserSource().kind() == BrowserSource.Kind.USER_DATA;
        if (wanted.session() != SessionKeeping.KEPT && !inFolderOfItsOwn) {
            throw new CommandException(
                    ExitCode.NOT_DONE,
                    "Profile '" + wanted.id() + "' does not keep its session, so a login by hand would be lost with the"
                            + " window. Say \"session\": \"kept\" for it in " + file.origin() + ", and try again."
                            + " Nothing was touched.");
        }
    }

    private void refuseWithoutScreen() {
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        boolean screen = world.environment().apply("DISPLAY").isPresent()
                || world.environment().apply("WAYLAND_DISPLAY").isPresent();
        if (linux && !screen && !headless) {
            throw new CommandException(
                    ExitCode.NOT_DONE,
                    "There is no screen to show a window on: neither DISPLAY nor WAYLAND_DISPLAY is set. Run it where you"
                            + " can see it, with the same registry and home. Nothing was touched.");
        }
    }

    private HandLogin.Outcome signIn(Settings settings, ProfilesFile file, Profile wanted, String person) {
        Redactor redactor = new Redactor();
        file.secrets().listen(redactor::add);
        redactor.cover(file.masks());
        // Whatever a run says about windows, a person needs one.
        HostSettings hosts = new HostSettings(
                Optional.of(headless), settings.slowMotionMillis(), settings.sessions(), settings.drivers());
        RunRegistry registry = new RunRegistry(settings.registry(), new MachineClock(world.clock()), RUN);
        CheckoutEvidence evidence =
                new CheckoutEvidence(RunFolder.planned(settings.evidence(), world.clock()), redactor, world.clock());
        Duration limit = Duration.ofMinutes(minutes);
        try (EndedOutside outside = new EndedOutside();
                PrivateRoot root = PrivateRoot.create();
                Housekeeping housekeeping = new Housekeeping()) {
            HostLauncher launcher = new HostLauncher(
                    hosts, root, WorkerWay.choose(settings.worker()), world.clock(), housekeeping, () -> {});
            try (HandLogin login = new HandLogin(
                    registry, launcher, evidence, settings.limits().acquire())) {
                return outside.watch(
                        login::stop, () -> login.signIn(wanted, person, limit, options.output(world)::say));
            }
        }
    }

    private int tell(Settings settings, String person, HandLogin.Outcome outcome) {
        Output output = options.output(world);
        try (Lookup lookup = Lookup.open(settings, world)) {
            ProfileStatus status = lookup.status(profile.id());
            boolean done = outcome == HandLogin.Outcome.SIGNED_IN && status.state() == ProfileState.AVAILABLE;
            String what = sentence(outcome) + " Profile " + status.id() + " is "
                    + status.state().code() + ".";
            if (output.isJson()) {
                output.json(Json.object()
                        .put("done", done)
                        .put("act", "login")
                        .put("outcome", outcome.name().toLowerCase(Locale.ROOT))
                        .put("profile_id", status.id().value())
                        .put("by", person)
                        .put("state_after", status.state().code()));
            } else if (done) {
                output.line(what);
            } else {
                output.say(what);
            }
            return (done ? ExitCode.DONE : ExitCode.NOT_DONE).code();
        }
    }

    private static String sentence(HandLogin.Outcome outcome) {
        return switch (outcome) {
            case SIGNED_IN -> "The session is signed in and kept for the tests.";
            case OTHER_ACCOUNT -> "Another account was signed in, so the profile is put aside.";
            case GIVEN_UP -> "The window was closed before the application was signed in; nothing new is kept.";
            case TIMED_OUT -> "The application was not signed in in time; nothing new is kept.";
        };
    }
}
