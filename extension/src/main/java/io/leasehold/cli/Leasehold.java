package io.leasehold.cli;

import org.apiguardian.api.API;

/**
 * The {@code leasehold} command: who has which profile, why one is unavailable, and what a person does about it.
 *
 * <p>Knows nothing of picocli itself, which is optional: without it on the class path, it says what to add.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Leasehold {

    private static final String PARSER = "picocli.CommandLine";

    private Leasehold() {}

    /**
     * Runs the command and ends the JVM with its exit code, unless that is 0.
     *
     * @param arguments a command with its options; {@code --help} lists them
     */
    public static void main(String[] arguments) {
        int code = hasParser() ? CommandTree.run(arguments) : complain();
        if (code != ExitCode.DONE.code()) {
            System.exit(code);
        }
    }

    private static boolean hasParser() {
        try {
            Class.forName(PARSER, false, Leasehold.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static int complain() {
        System.err.println(
                "The leasehold command needs info.picocli:picocli 4.7 on the class path, and it is not there: add"
                        + " it as a test dependency.");
        return ExitCode.UNUSABLE.code();
    }
}
