package io.leasehold.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Who does something to a profile, and why. */
final class PersonOptions {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NOTE = 2_000;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            required = true,
            description = "Why; it stands in the profile's log for good, so write no password into it.")
    private String note = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who you are; default: the system user's name.")
    private Optional<String> by = Optional.empty();

    String note() {
        String text = note.strip();
        if (text.isEmpty()) {
            throw wrong("--note is blank: say why, for those who ask later.");
        }
        if (text.length() > LONGEST_NOTE) {
            throw wrong("--note has " + text.length() + " characters, and it takes at most " + LONGEST_NOTE + ".");
        }
        return text;
    }

    String person(Surroundings world) {
        return person(by, world);
    }

    static String person(Optional<String> by, Surroundings world) {
        String name =
                by.or(() -> world.parameters().apply("user.name")).orElse("").strip();
        // Java says "?" where the system does not know the user, as in many containers.
        if (name.isEmpty() || name.equals("?")) {
            throw wrong("Nobody knows who you are: say it with --by NAME.");
        }
        if (name.length() > LONGEST_NAME || !Printable.line(name).equals(name)) {
            throw wrong("--by takes a name of at most " + LONGEST_NAME + " printable characters.");
        }
        return name;
    }

    private static CommandException wrong(String message) {
        return new CommandException(ExitCode.USAGE, message + " Nothing was touched.");
    }
}
