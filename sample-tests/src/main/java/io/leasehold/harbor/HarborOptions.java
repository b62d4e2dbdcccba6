package io.leasehold.harbor;

import io.leasehold.harbor.account.DemoAccounts;
import io.leasehold.harbor.login.LoginLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a Harbor Supply is started. Immutable.
 *
 * @param port on 127.0.0.1; 0 takes a free one
 * @param dataDirectory where the database lies; null for a temporary one that goes away on close
 */
public record HarborOptions(
        int port, @Nullable Path dataDirectory, LoginLimits loginLimits, DemoPasswords passwords, HarborTimes times) {
    /** A free port, temporary data, passwords from the environment or random. */
    public static HarborOptions defaults() {
        return new HarborOptions(0, null, LoginLimits.DEFAULT, DemoPasswords.DEFAULT, HarborTimes.DEFAULT);
    }

    public HarborOptions withPort(int other) {
        return new HarborOptions(other, dataDirectory, loginLimits, passwords, times);
    }

    public HarborOptions withDataDirectory(Path other) {
        return new HarborOptions(port, other, loginLimits, passwords, times);
    }

    public HarborOptions withLoginLimits(LoginLimits other) {
        return new HarborOptions(port, dataDirectory, other, passwords, times);
    }

    public HarborOptions withPasswords(DemoPasswords other) {
        return new HarborOptions(port, dataDirectory, loginLimits, other, times);
    }

    /** One password for all the demo accounts. */
    public HarborOptions withPassword(String password) {
        Map<String, String> same =
                DemoAccounts.emails().stream().collect(Collectors.toMap(Function.identity(), email -> password));
        return withPasswords(new DemoPasswords(same, passwords.bcryptCost()));
    }

    public HarborOptions withBcryptCost(int cost) {
        return withPasswords(new DemoPasswords(passwords.byEmail(), cost));
    }

    public HarborOptions withTimes(HarborTimes other) {
        return new HarborOptions(port, dataDirectory, loginLimits, passwords, other);
    }

    public HarborOptions withReportDuration(Duration duration) {
        return withTimes(new HarborTimes(duration, times.sessionLifetime(), times.clock()));
    }
}
