package io.leasehold.cli;

import io.leasehold.LeaseholdException;

/** Ends a command with a message and an exit code. */
final class CommandException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exit;

    CommandException(ExitCode exit, String message) {
        super(message, null);
        this.exit = exit;
    }

    ExitCode exit() {
        return exit;
    }
}
