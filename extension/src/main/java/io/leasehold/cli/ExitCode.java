package io.leasehold.cli;

import java.util.Locale;

/** What the command's exit code says; scripts count on the numbers. */
enum ExitCode {
    /** What was asked for was done. */
    DONE(0),
    /** It was not done, because of the state of something: a lease that is in use, a check that failed. */
    NOT_DONE(1),
    /** The command was not understood; nothing was touched. */
    USAGE(2),
    /** The registry, a setting or the profiles file cannot be used. */
    UNUSABLE(3),
    /** There is no such profile. */
    UNKNOWN_PROFILE(4),
    /** A profile was denied, and its manifest says to abort: whoever runs the task leaves it out. */
    ABORTED(5),
    /** A mistake in Leasehold itself. */
    BUG(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Returns its name in JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
