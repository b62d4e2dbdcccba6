package io.leasehold.harbor.orders;

import java.util.Arrays;

/** How far an order has come. */
enum OrderStatus {
    NEW("new"),
    PAID("paid"),
    SHIPPED("shipped"),
    RETURNED("returned");

    private final String code;

    OrderStatus(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static boolean isCode(String code) {
        return Arrays.stream(values()).anyMatch(status -> status.code.equals(code));
    }
}
