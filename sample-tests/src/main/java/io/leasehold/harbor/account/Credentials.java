package io.leasehold.harbor.account;

/** What an account proves itself with. */
public record Credentials(Account account, String passwordHash, String verificationSecret) {
    @Override
    public String toString() {
        return "Credentials[account=" + account.email() + "]";
    }
}
