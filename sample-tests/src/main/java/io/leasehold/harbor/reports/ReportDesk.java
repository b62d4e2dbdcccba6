package io.leasehold.harbor.reports;

import io.leasehold.harbor.orders.Order;
import io.leasehold.harbor.orders.Orders;
import io.leasehold.harbor.reports.Report.State;
import io.leasehold.harbor.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares one report at a time for the whole application, a slice of the orders at each step. Thread-safe. */
public final class ReportDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportDesk.class);
    private static final int STEPS = 20;

    private final Orders orders;
    private final Path folder;
    private final Duration duration;
    private final AtomicReference<Report> current = new AtomicReference<>(Report.none());
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "harbor-report");
        thread.setDaemon(true);
        return thread;
    });

    public ReportDesk(Orders orders, Path folder, Duration duration) {
        this.orders = orders;
        this.folder = folder;
        this.duration = duration;
    }

    Report current() {
        return current.get();
    }

    /** Starts a report; false when one is being prepared already. */
    boolean start() {
        var started = new Report(UUID.randomUUID().toString(), State.RUNNING, 0);
        Report before = current.get();
        if (before.state() == State.RUNNING || !current.compareAndSet(before, started)) {
            return false;
        }
        worker.execute(() -> begin(started.id()));
        return true;
    }

    /** Finds the file of a finished report. */
    Optional<Path> file(String id) {
        return id.matches("[0-9a-f-]{36}") ? Optional.of(path(id)).filter(Files::exists) : Optional.empty();
    }

    private void begin(String id) {
        try {
            step(id, orders.all(), 0);
        } catch (StorageException e) {
            failed(id, e);
        }
    }

    private void step(String id, List<Order> all, int done) {
        try {
            Path draft = folder.resolve(id + ".part");
            String text = done == 0 ? OrderCsv.HEAD : OrderCsv.rows(slice(all, done));
            Files.writeString(draft, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (done == STEPS) {
                Files.move(draft, path(id));
                current.set(new Report(id, State.READY, 100));
            } else {
                current.set(new Report(id, State.RUNNING, 100 * done / STEPS));
                long pause = duration.toNanos() / STEPS;
                var unused = worker.schedule(() -> step(id, all, done + 1), pause, TimeUnit.NANOSECONDS);
            }
        } catch (IOException e) {
            failed(id, e);
        }
    }

    private void failed(String id, Exception cause) {
        LOG.error("A report could not be prepared", cause);
        current.set(new Report(id, State.FAILED, 0));
    }

    private static List<Order> slice(List<Order> all, int step) {
        return all.subList(all.size() * (step - 1) / STEPS, all.size() * step / STEPS);
    }

    private Path path(String id) {
        return folder.resolve(id + ".csv");
    }

    /** Stops preparing, and waits until nothing is written any more. */
    @Override
    public void close() {
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("A report is still being written while Harbor Supply stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
