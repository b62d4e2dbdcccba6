package io.leasehold.suite;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what is logged anywhere while it is open. Thread-safe. */
public final class LogRecords extends Handler implements AutoCloseable {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private LogRecords() {}

    /** Starts to listen at the root logger. */
    public static LogRecords open() {
        LogRecords records = new LogRecords();
        records.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(records);
        return records;
    }

    /** Returns the texts of all records with those of what was thrown. */
    public List<String> texts() {
        return records.stream()
                .map(one -> one.getThrown() == null ? one.getMessage() : one.getMessage() + "\n" + one.getThrown())
                .toList();
    }

    @Override
    public void publish(LogRecord one) {
        records.add(one);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
