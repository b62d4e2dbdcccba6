package io.leasehold.harbor.account;

import java.util.List;

/** The accounts that every Harbor Supply starts with. */
public final class DemoAccounts {
    public static final List<Account> ALL = List.of(
            new Account("shop-admin@harbor.example", Role.SHOP_ADMIN, false, false),
            new Account("buyer@harbor.example", Role.BUYER, false, false),
            new Account("auditor@harbor.example", Role.AUDITOR, false, false),
            new Account("two-factor@harbor.example", Role.BUYER, true, false),
            new Account("single@harbor.example", Role.BUYER, false, true));

    private DemoAccounts() {}

    /** Lists the e-mail addresses of the accounts. */
    public static List<String> emails() {
        return ALL.stream().map(Account::email).toList();
    }
}
