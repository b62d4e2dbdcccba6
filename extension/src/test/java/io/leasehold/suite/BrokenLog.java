package io.leasehold.suite;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** A log handler of a user's that throws at whatever is logged. */
public final class BrokenLog extends Handler {

    private BrokenLog() {}

    /** Runs work while the root logger has it. */
    public static void during(Runnable work) {
        BrokenLog broken = new BrokenLog();
        Logger.getLogger("").addHandler(broken);
        try {
            work.run();
        } finally {
            Logger.getLogger("").removeHandler(broken);
        }
    }

    @Override
    public void publish(LogRecord told) {
        throw new IllegalStateException("The log's disk is full.");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
