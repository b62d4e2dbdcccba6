package io.leasehold.cli;

import picocli.CommandLine.Option;

/** Whether a lease that is in use, or not yet inspected, is ended. */
final class ForceOption {

    @Option(
            names = "--force",
            description =
                    "Also when a run has the profile, or had it and nobody knows how that ended: the lease is ended,"
                            + " and the log says who did it.")
    private boolean force;

    boolean force() {
        return force;
    }
}
