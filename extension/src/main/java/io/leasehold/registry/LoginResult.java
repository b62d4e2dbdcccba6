package io.leasehold.registry;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How a login ended.
 *
 * @param pause how long nobody is to sign in after it; zero for not at all
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record LoginResult(Kind kind, Duration pause) {

    /** What became of it. */
    public enum Kind {
        /** It runs, or whoever began it is gone. */
        BEGUN,
        /** The account is signed in. */
        ACCEPTED,
        /** The account is not signed in, and the application was asked. */
        REFUSED,
        /** The application answered that it had too many requests. */
        LIMITED,
        /** Nobody can tell whether the application took it. */
        UNKNOWN;

        /** Returns the name in records. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the kind of a name in records. */
        public static Kind of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + code + "' is no end of a login."));
        }
    }

    /** Makes a result that nothing has to wait for. */
    public static LoginResult of(Kind kind) {
        return new LoginResult(kind, Duration.ZERO);
    }
}
