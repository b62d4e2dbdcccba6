package io.leasehold.harbor.account;

/** An account as the pages need it: no secret in it. */
public record Account(String email, Role role, boolean twoFactor, boolean singleSession) {}
