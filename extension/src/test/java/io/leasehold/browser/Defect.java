package io.leasehold.browser;

/** What went wrong in a store with counts that was in use: each is found again in a store that is made to have it. */
enum Defect {
    /** None: the store that the others are variants of. */
    NONE,
    /** One holder gives back twice, and the other's context is closed under it. */
    ANONYMOUS_COUNT,
    /** A context is handed out while an explicit end closes it. */
    REMOVED_AFTER_END,
    /** A context is handed out while it is evicted. */
    REMOVED_AFTER_EVICTION,
    /** Two first users open two contexts. */
    NO_SINGLE_OPENING,
    /** One context at most is evicted, and only when another is opened. */
    NO_LOOK_AT_RELEASE,
    /** Two ends close twice. */
    NO_CLAIM,
    /** A late release of the first incarnation counts for the second. */
    RELEASE_BY_NAME,
    /** Room is made before the place is taken. */
    LATE_RESERVATION
}
