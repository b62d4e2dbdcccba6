package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.ActResult;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Claim;
import io.leasehold.registry.Ending;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HolderNote;
import io.leasehold.registry.JobAnswer;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginCount;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.LoginResult;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import io.leasehold.registry.ServerAcceptance;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The registry over a database: one transaction a call. Thread-safe. */
final class JdbcRegistry implements ProfileRegistry {

    private final Dialect dialect;
    private final Transactions transactions;

    /** Claims whose fate was not heard; no other run takes them up while this process lives. */
    private final Set<String> unheardClaims = ConcurrentHashMap.newKeySet();

    private JdbcRegistry(Dialect dialect, FailurePoints points) {
        this.dialect = dialect;
        this.transactions = new Transactions(dialect, points);
    }

    /** Opens the registry and sees to its tables. */
    static JdbcRegistry open(Dialect dialect, FailurePoints points) {
        JdbcRegistry registry = new JdbcRegistry(dialect, points);
        registry.transactions.prepare(new Schema(dialect));
        return registry;
    }

    /** Opens the registry if it has tables; makes nothing where there are none. */
    static Optional<JdbcRegistry> openExisting(Dialect dialect) {
        JdbcRegistry registry = new JdbcRegistry(dialect, FailurePoints.NONE);
        boolean whole = false;
        try {
            Schema schema = new Schema(dialect);
            whole = registry.transactions.isPrepared(schema);
            if (whole) {
                registry.transactions.prepare(schema);
                return Optional.of(registry);
            }
            return Optional.empty();
        } finally {
            if (!whole) {
                registry.close();
            }
        }
    }

    /** Takes the server that answers for the one that wrote the registry, and ends the leases that it believes in. */
    ServerAcceptance acceptServer(String person, String note) {
        AtomicReference<@Nullable ServerAcceptance> done = new AtomicReference<>();
        ServerAcceptance last = write("acceptServer", rows -> {
            ServerAcceptance now = ServerGuard.accept(rows, LeaseEvent.Actor.named(person), note);
            if (now.kind() == ServerAcceptance.Kind.ACCEPTED) {
                done.set(now);
            }
            return now;
        });
        // The answer to the first time may have been lost, and the second finds it done.
        return Optional.ofNullable(done.get()).orElse(last);
    }

    @Override
    public String place() {
        return dialect.place();
    }

    @Override
    public String id() {
        return read("id", rows -> rows.registryId());
    }

    private <T> T write(String what, Work<T> work) {
        return transactions.write(what, tx -> work.run(new Rows(tx)));
    }

    private <T> T read(String what, Work<T> work) {
        return transactions.read(what, tx -> work.run(new Rows(tx)));
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(Rows rows) throws SQLException;
    }

    @Override
    public Acquisition acquire(LeaseRequest request) {
        long sentNanos = System.nanoTime();
        return write("acquire", rows -> new LeaseMoves(rows)
                .acquire(request, request.id().value(), sentNanos));
    }

    @Override
    public Renewal renew(LeaseKey key, long sequence, Progress progress, Duration ttl) {
        return write("renew", rows -> new LeaseMoves(rows).renew(key, sequence, progress, ttl));
    }

    @Override
    public Renewal noteBrowser(LeaseKey key, BrowserMark browser) {
        return write("noteBrowser", rows -> new LeaseMoves(rows).noteBrowser(key, browser));
    }

    @Override
    public Renewal beginMutation(LeaseKey key, long sequence, String name, Progress progress) {
        return write("beginMutation", rows -> new LeaseMoves(rows).beginMutation(key, sequence, name, progress));
    }

    @Override
    public Renewal endMutation(LeaseKey key, long sequence, String result) {
        return write("endMutation", rows -> new LeaseMoves(rows).endMutation(key, sequence, result));
    }

    @Override
    public LeaseStatus release(LeaseKey key, Ending ending) {
        return write("release", rows -> new LeaseMoves(rows).release(key, ending));
    }

    @Override
    public boolean addNotes(LeaseKey key, List<HolderNote> notes) {
        return write("addNotes", rows -> new Notes(rows).add(key, notes));
    }

    @Override
    public void expire(LeaseKey key, String evidence) {
        write("expire", rows -> {
            new LeaseMoves(rows).expire(key, evidence);
            return true;
        });
    }

    @Override
    public Optional<Claim> claim(
            ProfileId profile, LeaseHolder inspector, Duration limit, Predicate<ProcessMark> isGone) {
        // Made here, so that a repetition after a lost answer finds what it did the first time.
        String id = UUID.randomUUID().toString();
        Inspections.Asked asked = new Inspections.Asked(inspector, limit, id);
        return orUnheard(
                id,
                () -> write(
                        "claim", rows -> new Inspections(rows).claim(profile, asked, isGone, unheardClaims::contains)));
    }

    private <T> T orUnheard(String claim, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            unheardClaims.add(claim);
            throw e;
        }
    }

    @Override
    public boolean noteProbe(Claim claim, BrowserMark browser) {
        return write("noteProbe", rows -> new Inspections(rows).noteProbe(claim, browser));
    }

    @Override
    public boolean settle(Claim claim, Finding finding) {
        return orUnheard(claim.id(), () -> write("settle", rows -> new Inspections(rows).settle(claim, finding)));
    }

    @Override
    public ActResult act(ProfileId profile, PersonAct act) {
        AtomicLong before = new AtomicLong(Inspections.NOT_SEEN);
        return write("act", rows -> new Inspections(rows).act(profile, act, before))
                .orElseThrow(() -> new RegistryException(
                        "The registry at " + place() + " knows no profile '" + profile + "'. It has: " + known() + ".",
                        null,
                        null));
    }

    private String known() {
        String names = String.join(
                ", ", profiles().stream().map(status -> status.id().value()).toList());
        return names.isEmpty() ? "none yet" : names;
    }

    @Override
    public void await(ProfileId profile, LeaseHolder holder, String ticket, Duration keep) {
        write("await", rows -> {
            new Line(rows.tx()).stand(profile, holder.id(), ticket, keep.toMillis());
            return true;
        });
    }

    @Override
    public void leave(String ticket) {
        write("leave", rows -> {
            new Line(rows.tx()).leave(ticket);
            return true;
        });
    }

    @Override
    public JobAnswer enterJob(JobRequest request) {
        return write("enterJob", rows -> new Jobs(rows).enter(request));
    }

    @Override
    public JobAnswer renewJob(JobRequest request) {
        return write("renewJob", rows -> new Jobs(rows).renew(request));
    }

    @Override
    public void leaveJob(JobRequest request) {
        write("leaveJob", rows -> {
            new Jobs(rows).leave(request);
            return true;
        });
    }

    @Override
    public LoginAnswer beginLogin(LoginRequest request) {
        return write("beginLogin", rows -> new Logins(rows).begin(request));
    }

    @Override
    public int endLogin(LoginRequest request, LoginResult result) {
        return write("endLogin", rows -> new Logins(rows).end(request, result));
    }

    @Override
    public Optional<LoginCount> logins(ProfileId profile) {
        return read("logins", rows -> new Logins(rows).count(profile));
    }

    @Override
    public List<ProfileStatus> profiles() {
        return read("profiles", rows -> {
            List<ProfileStatus> found = new ArrayList<>();
            for (ProfileRow row : rows.all()) {
                found.add(rows.status(row));
            }
            return found;
        });
    }

    @Override
    public Optional<ProfileStatus> find(ProfileId profile) {
        return read("find", rows -> {
            Optional<ProfileRow> row = rows.look(profile);
            return row.isEmpty() ? Optional.empty() : Optional.of(rows.status(row.get()));
        });
    }

    @Override
    public List<LeaseRecord> leases(ProfileId profile, int most) {
        return read("leases", rows -> rows.leases(profile, most));
    }

    @Override
    public List<LeaseEvent> events(ProfileId profile, int most) {
        return read("events", rows -> rows.events(profile, most));
    }

    Connection connection() throws SQLException {
        return dialect.connect();
    }

    @Override
    public void close() {
        transactions.close();
    }
}
