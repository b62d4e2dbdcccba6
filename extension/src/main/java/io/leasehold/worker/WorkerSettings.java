package io.leasehold.worker;

import io.leasehold.ProfileId;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How to reach a hosted context. The endpoint is a secret: whoever knows it shares the login.
 *
 * @param endpoint the socket that {@code Browser.bind} opened
 * @param environment the driver's environment, for workers with a driver of their own
 * @param othersHaveTabs whether the context also has tabs of people and programs that are no part of the run
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record WorkerSettings(
        ProfileId profile,
        String endpoint,
        String browserType,
        Optional<String> testIdAttribute,
        Map<String, String> environment,
        boolean othersHaveTabs) {

    /** Copies the environment. */
    public WorkerSettings {
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "WorkerSettings[profile=" + profile.value() + "]";
    }
}
