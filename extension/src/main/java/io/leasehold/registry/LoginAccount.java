package io.leasehold.registry;

import org.apiguardian.api.API;

/**
 * The account that logins are counted for: all profiles and seats that sign in with it share the count.
 *
 * @param accountId the account as the application knows it
 * @param origin where the application is: the same name elsewhere is another account
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record LoginAccount(String accountId, String origin) {

    /** Returns both, for records and messages. */
    @Override
    public String toString() {
        return accountId + " at " + origin;
    }
}
