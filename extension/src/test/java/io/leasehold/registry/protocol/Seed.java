package io.leasehold.registry.protocol;

/** Mistakes that a lease protocol can make: each takes one guard away, and has to be found. */
enum Seed {
    /** None: the protocol as it is. */
    NONE(""),
    /** A renewal is taken from whoever sends it. */
    RENEWAL_WITHOUT_TOKEN("a holder goes on with what is not its lease any more"),
    /** A profile is given back by whoever says so. */
    RELEASE_WITHOUT_TOKEN("a holder goes on with what is not its lease any more"),
    /** A checkout gets the token of the one before. */
    TOKEN_STAYS("a token that does not grow by one"),
    /** A request that comes twice is granted twice. */
    REPEATED_REQUEST_GRANTED_TWICE("one request was granted twice"),
    /** A request that comes again is answered as at first, though the deadline has passed meanwhile. */
    REPEATED_REQUEST_NOT_JUDGED("a holder goes on with what is not its lease any more"),
    /** A checkout takes what was not renewed in time. */
    REUSE_AT_DEADLINE("two actors at once"),
    /** A missed deadline makes the profile available. */
    DEADLINE_FREES("available without a proof"),
    /** A heartbeat of the past counts like a new one. */
    OLD_HEARTBEAT_COUNTS("a heartbeat of the past changed the lease"),
    /** A renewal keeps the profile leased although its deadline has passed and it is being inspected. */
    RENEWAL_DURING_INSPECTION("a lease has 1 endings"),
    /** A holder takes its lease up again after it was settled. */
    RESUMED_AFTER_INSPECTION("a lease has 1 endings"),
    /** An inspection takes a missed deadline for the death of the holder. */
    HOLDER_NOT_LOOKED_FOR("available while its holder is alive"),
    /** An inspection takes the death of the holder for the death of its browser. */
    BROWSER_NOT_LOOKED_FOR("available while its browser is alive"),
    /** An inspection does not ask for mutations. */
    MUTATIONS_NOT_LOOKED_FOR("available with a mutation in flight"),
    /** An inspection is settled by whoever claimed it once. */
    SETTLED_WITHOUT_CLAIM("available while its holder is alive"),
    /** An inspector that ended keeps its claim. */
    CLAIM_NEVER_LAPSES("a stale profile that nobody can settle"),
    /** A profile is given back before its browser has ended. */
    RELEASE_BEFORE_BROWSER_ENDED("available while its browser is alive"),
    /** A second release ends the lease a second time. */
    RELEASE_COUNTS_TWICE("a lease has 2 endings"),
    /** A profile is given back clean with a mutation in flight. */
    RELEASE_FORGETS_MUTATION("available with a mutation in flight"),
    /** A mutation begins before it is written down. */
    MUTATION_NOT_WRITTEN_FIRST("a mutation begins that is not written down"),
    /** A mutation begins although its permission came too late. */
    MUTATION_WITHOUT_LIVENESS("a mutation begins that is not written down"),
    /** Of two mutations in flight only the later is written down. */
    ONE_MUTATION_AT_A_TIME("available with a mutation in flight", Bounds.TWO_MUTATIONS),
    /** A holder counts its time from the answer, not from the question. */
    TIME_FROM_ANSWER("a holder goes on with what is not its lease any more"),
    /** A person returns a leased profile without ending its lease. */
    FORCED_WITHOUT_REVOKE("a lease has 0 endings", Bounds.WITH_A_PERSON);

    private final String breaks;

    @SuppressWarnings("ImmutableEnumChecker") // A record of numbers.
    private final Bounds bounds;

    Seed(String breaks) {
        this(breaks, Bounds.TWO_LEASES);
    }

    Seed(String breaks, Bounds bounds) {
        this.breaks = breaks;
        this.bounds = bounds;
    }

    /** Returns the law that it breaks first. */
    String breaks() {
        return breaks;
    }

    /** Returns how much has to happen until it does. */
    Bounds bounds() {
        return bounds;
    }
}
