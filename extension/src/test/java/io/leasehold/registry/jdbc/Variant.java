package io.leasehold.registry.jdbc;

import io.leasehold.registry.Acquisition;
import io.leasehold.registry.Finding;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.Renewal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The registry as it is, and as it would be with one of its guards taken out: what sees nothing there sees nothing. */
enum Variant {
    /** Nothing is taken out. */
    WHOLE,
    /** A renewal or a release counts whoever shows whatever token. */
    NO_FENCE {
        @Override
        Object call(JdbcRegistry registry, Method method, Object[] arguments) throws Throwable {
            if (arguments != null && arguments.length > 0 && arguments[0] instanceof LeaseKey key) {
                arguments[0] = present(registry, key);
            }
            return super.call(registry, method, arguments);
        }
    },
    /** A deadline never passes. */
    NO_DEADLINE {
        @Override
        Dialect over(Dialect dialect) {
            return proxy(Dialect.class, (proxy, method, arguments) -> {
                if (!method.getName().equals("now")) {
                    return pass(dialect, method, arguments);
                }
                RegistryTime now = (RegistryTime) pass(dialect, method, arguments);
                return new RegistryTime("for ever", 0, now.wall());
            });
        }
    },
    /** A renewal that comes after the end of its lease brings it back. */
    REVIVAL {
        @Override
        Object call(JdbcRegistry registry, Method method, Object[] arguments) throws Throwable {
            Object answer = super.call(registry, method, arguments);
            boolean late = method.getName().equals("renew") && answer instanceof Renewal.Lost;
            return late && isRevived(registry, (LeaseKey) arguments[0]) ? new Renewal.Renewed(false) : answer;
        }
    },
    /** A missed deadline is a permission to take the profile. */
    REUSE_ON_EXPIRY {
        @Override
        Object call(JdbcRegistry registry, Method method, Object[] arguments) throws Throwable {
            Object answer = super.call(registry, method, arguments);
            if (answer instanceof Acquisition.Unavailable unavailable
                    && unavailable.status().state() == ProfileState.STALE) {
                LeaseHolder self = ((LeaseRequest) arguments[0]).holder();
                registry.claim(unavailable.status().id(), self, Duration.ofSeconds(5), Requests.NOBODY_GONE)
                        .ifPresent(claim -> registry.settle(claim, Finding.clear("Its deadline passed.")));
                return super.call(registry, method, arguments);
            }
            return answer;
        }
    };

    /**
     * Whether a holder has to stand still past its deadline for it to be seen. Where calls that come late are enough,
     * a holder that stands still only keeps the others waiting, and the two that have to meet hardly ever do.
     */
    boolean isSeenByPauses() {
        return this != NO_FENCE && this != REVIVAL;
    }

    /** Puts the variant's clock in. */
    Dialect over(Dialect dialect) {
        return dialect;
    }

    /** Makes one call of a holder. */
    Object call(JdbcRegistry registry, Method method, Object[] arguments) throws Throwable {
        return pass(registry, method, arguments);
    }

    /** Puts the variant between a holder and the registry. */
    ProfileRegistry over(JdbcRegistry registry) {
        return proxy(ProfileRegistry.class, (proxy, method, arguments) -> call(registry, method, arguments));
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Variant.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    static Object pass(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static LeaseKey present(ProfileRegistry registry, LeaseKey key) {
        Optional<LeaseRecord> lease = registry.find(key.profile())
                .filter(status -> status.state() == ProfileState.LEASED)
                .flatMap(ProfileStatus::lease);
        return lease.map(LeaseRecord::key).orElse(key);
    }

    /** The database itself refuses some of it; what it lets pass is for the witness to find. */
    private static boolean isRevived(JdbcRegistry registry, LeaseKey key) {
        try (Connection connection = registry.connection()) {
            connection.setAutoCommit(true);
            update(
                    connection,
                    "UPDATE profile SET state = 'leased', lease_id = ? WHERE profile_id = ? AND state IN ('available', 'leased')",
                    key.lease().value(),
                    key.profile().value());
            update(
                    connection,
                    "UPDATE profile_lease SET lease_status = 'active', ended_at = 0 WHERE lease_id = ?",
                    key.lease().value());
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void update(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setString(at + 1, values[at]);
            }
            statement.executeUpdate();
        }
    }
}
