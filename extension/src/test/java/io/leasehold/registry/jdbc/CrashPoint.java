package io.leasehold.registry.jdbc;

import io.leasehold.registry.EventType;
import io.leasehold.registry.ProfileState;

/** Where a JVM is killed, and what is to be found: before an inspection, after it, and which event is there or is not. */
enum CrashPoint {
    BEFORE_ACQUIRE("acquire", "acquire.beforeCommit", ProfileState.AVAILABLE, EventType.LEASE_ACQUIRED, 0),
    AFTER_ACQUIRE("acquire", "acquire.afterCommit", ProfileState.AVAILABLE, EventType.LEASE_ACQUIRED, 1),
    BEFORE_RENEW("acquire renew", "renew.beforeCommit", ProfileState.AVAILABLE, EventType.LEASE_HEARTBEAT, 0),
    AFTER_RENEW("acquire renew", "renew.afterCommit", ProfileState.AVAILABLE, EventType.LEASE_HEARTBEAT, 1),
    AT_SIGN_IN("acquire signIn", "renew.afterCommit", ProfileState.REVIEW_REQUIRED, EventType.LEASE_HEARTBEAT, 1),
    BEFORE_BROWSER("acquire noteBrowser", "noteBrowser.beforeCommit", ProfileState.AVAILABLE),
    AFTER_BROWSER("acquire noteBrowser", "noteBrowser.afterCommit", ProfileState.AVAILABLE),
    BEFORE_JOB("acquire enterJob", "enterJob.beforeCommit", ProfileState.AVAILABLE, EventType.JOB_BEGUN, 0),
    AFTER_JOB("acquire enterJob", "enterJob.afterCommit", ProfileState.AVAILABLE, EventType.JOB_BEGUN, 1),
    AFTER_JOB_LEFT("acquire enterJob leaveJob", "leaveJob.afterCommit", ProfileState.AVAILABLE, EventType.JOB_ENDED, 1),
    BEFORE_LOGIN("acquire beginLogin", "beginLogin.beforeCommit", ProfileState.AVAILABLE, EventType.LOGIN_BEGUN, 0),
    AFTER_LOGIN("acquire beginLogin", "beginLogin.afterCommit", ProfileState.AVAILABLE, EventType.LOGIN_BEGUN, 1),
    BEFORE_LOGIN_ENDS(
            "acquire beginLogin endLogin", "endLogin.beforeCommit", ProfileState.AVAILABLE, EventType.LOGIN_ENDED, 0),
    AFTER_LOGIN_ENDED(
            "acquire beginLogin endLogin", "endLogin.afterCommit", ProfileState.AVAILABLE, EventType.LOGIN_ENDED, 1),
    BEFORE_MUTATION(
            "acquire beginMutation", "beginMutation.beforeCommit", ProfileState.AVAILABLE, EventType.MUTATION_BEGUN, 0),
    IN_MUTATION(
            "acquire beginMutation",
            "beginMutation.afterCommit",
            ProfileState.QUARANTINED,
            EventType.MUTATION_BEGUN,
            1),
    BEFORE_MUTATION_ENDS(
            "acquire beginMutation endMutation",
            "endMutation.beforeCommit",
            ProfileState.QUARANTINED,
            EventType.MUTATION_ENDED,
            0),
    AFTER_MUTATION(
            "acquire beginMutation endMutation",
            "endMutation.afterCommit",
            ProfileState.QUARANTINED,
            EventType.MUTATION_ENDED,
            1),
    BEFORE_RELEASE(
            "acquire release", "release.beforeCommit", ProfileState.AVAILABLE, EventType.LEASE_RELEASED_CLEANLY, 0),
    BEFORE_RELEASE_AFTER_MUTATION(
            "acquire beginMutation endMutation release",
            "release.beforeCommit",
            ProfileState.QUARANTINED,
            EventType.LEASE_RELEASE_REQUESTED,
            0),
    AFTER_RELEASE(
            "acquire release", "release.afterCommit", ProfileState.AVAILABLE, EventType.LEASE_RELEASED_CLEANLY, 1),
    BEFORE_CLAIM("inspect", "claim.beforeCommit", ProfileState.AVAILABLE, EventType.INSPECTION_BEGUN, 0),
    AFTER_CLAIM("inspect", "claim.afterCommit", ProfileState.AVAILABLE, EventType.INSPECTION_BEGUN, 1),
    BEFORE_PROBE("inspect", "noteProbe.beforeCommit", ProfileState.AVAILABLE, EventType.INSPECTION_BEGUN, 1),
    AFTER_PROBE("inspect", "noteProbe.afterCommit", ProfileState.AVAILABLE, EventType.INSPECTION_BEGUN, 1),
    BEFORE_SETTLE("inspect", "settle.beforeCommit", ProfileState.AVAILABLE, EventType.PROFILE_RETURNED_TO_POOL, 0),
    AFTER_SETTLE("inspect", "settle.afterCommit", ProfileState.AVAILABLE, EventType.PROFILE_RETURNED_TO_POOL, 1);

    private final String script;
    private final String point;
    private final ProfileState settled;
    private final EventType event;
    private final long events;

    CrashPoint(String script, String point, ProfileState settled) {
        this(script, point, settled, EventType.LEASE_ACQUIRED, 1);
    }

    CrashPoint(String script, String point, ProfileState settled, EventType event, long events) {
        this.script = script;
        this.point = point;
        this.settled = settled;
        this.event = event;
        this.events = events;
    }

    String script() {
        return script;
    }

    String point() {
        return point;
    }

    /** What the profile is at when an inspection has settled it. */
    ProfileState settled() {
        return settled;
    }

    EventType event() {
        return event;
    }

    /** How often that event is in the log right after the kill. */
    long events() {
        return events;
    }

    boolean isOfInspector() {
        return script.equals("inspect");
    }

    /** Whether the kill left a profile that nobody has settled. */
    boolean leavesItOpen() {
        return this != BEFORE_ACQUIRE && this != AFTER_RELEASE && this != AFTER_SETTLE;
    }
}
