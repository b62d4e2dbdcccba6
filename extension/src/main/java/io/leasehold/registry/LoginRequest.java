package io.leasehold.registry;

import io.leasehold.profile.LoginBudget;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * A wish to sign an account in once.
 *
 * @param id made by whoever asks, so that asking again after an answer was lost counts one login
 * @param lease the lease under which it is done
 * @param byHand whether a person signs in, who is asked by no budget: it is counted and never refused
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record LoginRequest(String id, LeaseKey lease, LoginAccount account, LoginBudget budget, boolean byHand) {

    /** Makes a request with an id of its own. */
    public static LoginRequest of(LeaseKey lease, LoginAccount account, LoginBudget budget) {
        return new LoginRequest(UUID.randomUUID().toString(), lease, account, budget, false);
    }

    /** Makes a request for what a person has done. */
    public static LoginRequest byHand(LeaseKey lease, LoginAccount account, LoginBudget budget) {
        return new LoginRequest(UUID.randomUUID().toString(), lease, account, budget, true);
    }
}
