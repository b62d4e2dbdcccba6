package io.leasehold.harbor.account;

import java.util.Arrays;

/** What an account may do. */
public enum Role {
    SHOP_ADMIN("shop admin"),
    BUYER("buyer"),
    AUDITOR("auditor");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public boolean mayWriteOrders() {
        return this != AUDITOR;
    }

    public boolean mayWriteSettings() {
        return this == SHOP_ADMIN;
    }

    static Role ofLabel(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a role: '" + label + "'."));
    }
}
