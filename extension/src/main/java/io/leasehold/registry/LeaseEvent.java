package io.leasehold.registry;

import io.leasehold.ProfileId;
import java.time.Instant;
import org.apiguardian.api.API;

/**
 * One line of a profile's log. Texts that do not apply are empty.
 *
 * @param sequence grows by one with each event of the profile
 * @param from the state before, and
 * @param to the state after it
 * @param lease the lease that it belongs to
 * @param actor who did it: a holder, an inspection, or a person by name
 * @param reason why, in words
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record LeaseEvent(
        ProfileId profile,
        long sequence,
        EventType type,
        ProfileState from,
        ProfileState to,
        String lease,
        long fencingToken,
        Instant at,
        Actor actor,
        String reason) {

    /**
     * Who did something, and for what.
     *
     * @param name a holder's id with its host, or a person's name
     * @param run the test run; may be empty
     * @param task the task of the lease; may be empty
     * @param proxy the proxy of the lease; may be empty
     */
    public record Actor(String name, String run, String task, String proxy) {

        /** Names a person, or an inspection. */
        public static Actor named(String name) {
            return new Actor(name, "", "", "");
        }
    }
}
