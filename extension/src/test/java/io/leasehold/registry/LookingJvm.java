package io.leasehold.registry;

import java.time.Clock;

/** A JVM that looks for a process, and says what it sees. The argument is the code of its mark. */
final class LookingJvm {

    private LookingJvm() {}

    public static void main(String[] arguments) {
        ProcessTable table = new ProcessTable(new MachineClock(Clock.systemUTC()));
        System.out.println(table.look(ProcessMark.of(arguments[0]), false));
    }
}
