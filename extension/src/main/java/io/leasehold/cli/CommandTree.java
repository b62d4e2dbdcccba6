package io.leasehold.cli;

import io.leasehold.ConfigurationException;
import io.leasehold.LeaseholdException;
import io.leasehold.RegistryException;
import io.leasehold.profile.ProfilesFileException;
import io.leasehold.profile.SecretMissingException;
import io.leasehold.profile.UnknownProfileException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Puts the commands together, and turns what they throw into a message and an exit code. */
@Command(
        name = "leasehold",
        description = "Who has which profile, why one is unavailable, and what a person does about it.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:not done, because of the state of something",
            " 2:not understood; nothing was touched",
            " 3:the registry, a setting or the profiles file cannot be used",
            " 4:there is no such profile",
            " 5:a checkout was denied, and its manifest says to abort",
            "70:a mistake in Leasehold itself"
        })
final class CommandTree implements Runnable {

    private static final int LONGEST_COMPLAINT = 600;

    private CommandTree() {}

    static int run(String... arguments) {
        try {
            return of(Surroundings.ofProcess()).execute(arguments);
        } catch (CommandException e) {
            System.err.println(e.getMessage());
            return e.exit().code();
        }
    }

    static CommandLine of(Surroundings world) {
        CommandLine line = new CommandLine(new CommandTree());
        Stream.of(
                        new ProfilesCommand(world),
                        new ExplainCommand(world),
                        new LeasesCommand(world),
                        new EventsCommand(world),
                        new ReviewCommand(world),
                        new QuarantineCommand(world),
                        new DisableCommand(world),
                        new EnableCommand(world),
                        new AcceptServerCommand(world),
                        new LoginCommand(world),
                        new CheckoutCommand(world),
                        new BrowserCommand(world),
                        new DoctorCommand(world))
                .forEach(line::addSubcommand);
        Failures failures = new Failures(world);
        withHelp(line);
        line.getSubcommands().values().forEach(CommandTree::withHelp);
        return line.setOut(world.out())
                .setErr(world.err())
                // An argument that begins with @ is an argument, not a file to be read.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(CommandTree::complain)
                .setExecutionExceptionHandler(failures)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }

    private static void withHelp(CommandLine line) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
    }

    @Override
    public void run() {
        throw new CommandException(ExitCode.USAGE, "Say which command: 'leasehold --help' lists them.");
    }

    private static int complain(ParameterException e, String... arguments) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String text = Printable.line(String.valueOf(e.getMessage()));
        String complaint = text.length() <= LONGEST_COMPLAINT ? text : text.substring(0, LONGEST_COMPLAINT) + "…";
        e.getCommandLine().getErr().println(complaint + " Nothing was touched. See: " + name + " --help");
        return ExitCode.USAGE.code();
    }

    /** Tells what went wrong, in JSON too where that was asked for. */
    private record Failures(Surroundings world) implements IExecutionExceptionHandler {

        @Override
        public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
            ExitCode exit = exitOf(e);
            String message = exit == ExitCode.BUG ? bug(e) : String.valueOf(e.getMessage());
            boolean asJson = line.getParseResult().hasMatchedOption("--json");
            Output output = new Output(world, asJson);
            output.say(message);
            if (asJson) {
                output.json(Json.object().put("error", exit.word()).put("message", message));
            }
            return exit.code();
        }

        private static ExitCode exitOf(Exception e) {
            if (e instanceof CommandException known) {
                return known.exit();
            }
            if (e instanceof UnknownProfileException) {
                return ExitCode.UNKNOWN_PROFILE;
            }
            boolean unusable = e instanceof RegistryException
                    || e instanceof ConfigurationException
                    || e instanceof ProfilesFileException
                    || e instanceof SecretMissingException;
            if (unusable) {
                return ExitCode.UNUSABLE;
            }
            return e instanceof LeaseholdException ? ExitCode.NOT_DONE : ExitCode.BUG;
        }

        /** Without the message, which may quote what belongs to nobody's terminal. */
        private static String bug(Exception e) {
            return "This is a mistake in Leasehold, please report it: "
                    + e.getClass().getName()
                    + Stream.of(e.getStackTrace())
                            .limit(8)
                            .map(at -> "\n  at " + at)
                            .collect(Collectors.joining());
        }
    }
}
