package io.leasehold.checkout;

import io.leasehold.profile.BrowserSource;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Ending;
import io.leasehold.registry.EventSpool;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKeeper;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.Sight;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The registry as one run uses it: opened when it is first needed, with the run as a holder. Thread-safe; the
 * reservations close it.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class RunRegistry implements AutoCloseable {

    private final RegistryPlace place;
    private final MachineClock clock;
    private final ProcessTable processes;
    private final LeaseHolder self;
    private final Fence fence;
    private final EventSpool spool;
    private final Map<HeldLease, BrowserMark> browsers = new ConcurrentHashMap<>();
    private @Nullable ProfileRegistry opened;
    private @Nullable LeaseKeeper keeper;

    /** Names the run as a holder; opens nothing. */
    public RunRegistry(RegistryPlace place, MachineClock clock, String runId) {
        this.place = place;
        this.clock = clock;
        this.fence = new Fence(place.file().resolveSibling(""));
        this.spool = place.spool(clock);
        this.processes = new ProcessTable(clock);
        this.self = new LeaseHolder(UUID.randomUUID().toString().substring(0, 13), host(), processes.self(), runId);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    synchronized ProfileRegistry registry() {
        if (opened == null) {
            opened = place.open(clock);
            spool.collect(opened);
        }
        return opened;
    }

    synchronized LeaseKeeper keeper() {
        if (keeper == null) {
            keeper = new LeaseKeeper(registry(), clock::millis, spool);
        }
        return keeper;
    }

    /** Returns a count that goes on while the machine sleeps. */
    LongSupplier machineMillis() {
        return clock::millis;
    }

    LeaseHolder self() {
        return self;
    }

    /** What the holder that is gone has left on this machine is evidence, and comes first. */
    Inspector inspector() {
        spool.collect(registry());
        return new Inspector(registry(), processes, self, place.isOneMachine());
    }

    /** Tells why a lease must not be used although the registry gave it, if so. */
    Optional<String> refusal(HeldLease lease) {
        return fence.raise(lease.key(), registry().id());
    }

    /** Hears that a refused lease has been given back for a person to look at. */
    void settled(HeldLease refused) {
        fence.lower(refused.key(), registry().id());
    }

    /** Notes where a lease's browser is to be found, besides what was noted before and still runs. */
    void noteBrowser(HeldLease lease, String folder, List<Long> pids) {
        BrowserMark before = browsers.getOrDefault(lease, BrowserMark.NONE);
        List<ProcessMark> marks = Stream.concat(
                        before.processes().stream().filter(mark -> processes.look(mark, true) == Sight.ALIVE),
                        pids.stream().flatMap(pid -> processes.mark(pid).stream()))
                .distinct()
                .toList();
        boolean stays = before.folder().equals(BrowserSource.LEFT_OPEN);
        BrowserMark mark = new BrowserMark(stays ? before.folder() : folder, marks);
        browsers.put(lease, mark);
        lease.noteBrowser(mark);
    }

    /** Says how a lease may end as far as its browser is concerned: the profile is free once that is gone. */
    Ending browserEnding(HeldLease lease) {
        BrowserMark mark = browsers.getOrDefault(lease, BrowserMark.NONE);
        if (mark.folder().equals(BrowserSource.LEFT_OPEN)) {
            return new Ending(
                    Ending.Kind.UNEXPLAINED,
                    "The connection to the browser that it is attached to ended before its tabs were closed.");
        }
        Stream<Long> marked = mark.processes().stream()
                .filter(one -> processes.look(one, true) == Sight.ALIVE)
                .map(ProcessMark::pid);
        Stream<Long> named = Stream.of(mark.folder())
                .filter(folder -> !folder.isEmpty() && !mark.isElsewhere())
                .flatMap(folder -> processes.naming(folder).stream());
        List<Long> alive = Stream.concat(marked, named).distinct().sorted().toList();
        return alive.isEmpty()
                ? new Ending(Ending.Kind.EXPLAINED, "The run ended.")
                : new Ending(Ending.Kind.UNEXPLAINED, "Its browser did not end: processes " + alive + ".");
    }

    /** Says it when the heartbeats have stopped. */
    public synchronized void watch() {
        if (keeper != null) {
            keeper.warnWhenSilent();
        }
    }

    @Override
    public synchronized void close() {
        if (keeper != null) {
            keeper.close();
        }
        if (opened != null) {
            opened.close();
        }
    }
}
