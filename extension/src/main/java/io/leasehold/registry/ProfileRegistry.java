package io.leasehold.registry;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * Who may use which profile, in a database that outlives crashes. Every change and its event are one transaction; every
 * call of a holder shows its lease and fencing token, and a call that comes late, twice or from a holder of the past
 * changes nothing. Calls that were cut off are repeated inside and have their effect once.
 *
 * <p>Thread-safe. Whoever opens a registry closes it. Every method throws a {@link RegistryException} when the database
 * cannot be used.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface ProfileRegistry extends AutoCloseable {

    /** Returns where it is, for messages: no user name, no password. */
    String place();

    /** Returns what tells this registry from every other, for as long as it exists. */
    String id();

    /** Takes a profile if it is available; a repeated request with the same id returns the same lease. */
    Acquisition acquire(LeaseRequest request);

    /**
     * Renews a lease.
     *
     * @param sequence grows with each heartbeat of the lease; one that is not newer than the last changes nothing
     */
    Renewal renew(LeaseKey key, long sequence, Progress progress, Duration ttl);

    /** Notes where the lease's browser can be found, before and after its launch. */
    Renewal noteBrowser(LeaseKey key, BrowserMark browser);

    /**
     * Notes that a mutation begins. Only after this answered {@link Renewal.Renewed} may it.
     *
     * @param sequence 1 for the lease's first mutation, then one more each
     */
    Renewal beginMutation(LeaseKey key, long sequence, String name, Progress progress);

    /** Notes how a mutation ended. */
    Renewal endMutation(LeaseKey key, long sequence, String result);

    /**
     * Gives a profile back. A mutation in flight makes the ending {@link Ending.Kind#UNSAFE}.
     *
     * @return how the lease ended: a lease that had ended before keeps its ending
     */
    LeaseStatus release(LeaseKey key, Ending ending);

    /**
     * Writes down what a holder could not say while the registry did not answer, each note once; moves nothing, and may
     * come after the lease has ended.
     *
     * @param notes by growing number
     * @return whether the lease is known here
     */
    boolean addNotes(LeaseKey key, List<HolderNote> notes);

    /** Marks a lease stale whose holder is known to be gone; a lease that is not this one any more is left alone. */
    void expire(LeaseKey key, String evidence);

    /**
     * Begins to inspect a stale profile, unless somebody else does.
     *
     * @param limit when a claim that is not settled lapses
     * @param isGone tells of the process that has a claim whether it has ended for certain: then the claim lapses at once
     */
    Optional<Claim> claim(ProfileId profile, LeaseHolder inspector, Duration limit, Predicate<ProcessMark> isGone);

    /**
     * Notes where the browser of an inspection can be found, before and after its launch: if the inspection is cut off,
     * the next one looks for it there as for the holder's own.
     *
     * @return false when the claim lapsed and another has it: then there must be no such browser
     */
    boolean noteProbe(Claim claim, BrowserMark browser);

    /** Settles an inspection; a claim that lapsed and was taken by another settles nothing. */
    boolean settle(Claim claim, Finding finding);

    /** Does what a person says. */
    ActResult act(ProfileId profile, PersonAct act);

    /**
     * Stands in line for a profile, or stays in it.
     *
     * @param keep how long the place is kept, ten seconds at most
     */
    void await(ProfileId profile, LeaseHolder holder, String ticket, Duration keep);

    /** Leaves the line. */
    void leave(String ticket);

    /** Takes a named mutex of a provider job, if nobody else has it. */
    JobAnswer enterJob(JobRequest request);

    /** Keeps a mutex for another while. */
    JobAnswer renewJob(JobRequest request);

    /** Gives a mutex back; one that was lost is left alone. */
    void leaveJob(JobRequest request);

    /** Counts a login against its account's budget, before it runs; a repeated request counts once. */
    LoginAnswer beginLogin(LoginRequest request);

    /**
     * Notes how a login ended; a second time changes nothing.
     *
     * @return how many in a row have been refused by now
     */
    int endLogin(LoginRequest request, LoginResult result);

    /** Returns how often the account of a profile was signed in, if it ever was. */
    Optional<LoginCount> logins(ProfileId profile);

    /** Returns all profiles that were ever registered, by name. */
    List<ProfileStatus> profiles();

    /** Returns one profile. */
    Optional<ProfileStatus> find(ProfileId profile);

    /** Returns the leases of a profile, the newest first. */
    List<LeaseRecord> leases(ProfileId profile, int most);

    /** Returns the events of a profile, the newest first. */
    List<LeaseEvent> events(ProfileId profile, int most);

    @Override
    void close();
}
