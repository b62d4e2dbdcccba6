package io.leasehold.harbor.login;

import org.jspecify.annotations.Nullable;

/** Where to go after signing in: never to another site. */
final class LocalAddress {
    private static final String START = "/orders";

    private LocalAddress() {}

    static String of(@Nullable String wanted) {
        return wanted != null && isLocal(wanted) ? wanted : START;
    }

    private static boolean isLocal(String wanted) {
        return wanted.startsWith("/")
                && !wanted.startsWith("//")
                && wanted.chars().noneMatch(character -> character == '\\' || Character.isISOControl(character));
    }
}
