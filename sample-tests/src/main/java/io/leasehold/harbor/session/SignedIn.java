package io.leasehold.harbor.session;

import io.leasehold.harbor.account.Account;

/** Who is asking, on a request that came through the gate. */
public record SignedIn(Session session, Account account) {}
