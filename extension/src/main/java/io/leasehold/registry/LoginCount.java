package io.leasehold.registry;

import io.leasehold.profile.LoginBudget;
import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How often an account was signed in lately.
 *
 * @param logins how many logins began within the budget's time
 * @param budget the budget that they are judged by
 * @param refused how many in a row were refused up to now
 * @param first the first of them
 * @param last the last one, which may be older
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record LoginCount(
        LoginAccount account,
        int logins,
        LoginBudget budget,
        int refused,
        Optional<Login> first,
        Optional<Login> last) {

    /** One login. */
    public record Login(Instant at, String run, String host, LoginResult.Kind kind) {}
}
