package io.leasehold.page;

import java.util.UUID;
import org.apiguardian.api.API;

/**
 * The test, or the class, that leases belong to.
 *
 * @param id the engine's unique id; what runs inside has an id that starts with it
 * @param testClass the class, for the evidence folder
 * @param testName the test with its invocation, or the class, as messages name it
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record LeaseScope(String id, String testClass, String testName) {

    LeaseScope withTestName(String name) {
        return new LeaseScope(id, testClass, name);
    }

    /** Returns a scope inside this one, for one look by another profile; no two are the same. */
    LeaseScope witness() {
        return new LeaseScope(id + "/witness-" + UUID.randomUUID(), testClass, testName);
    }

    /** Tells whether the other runs inside this one, or is the same. */
    boolean encloses(LeaseScope other) {
        return other.id.equals(id) || other.id.startsWith(id + "/");
    }

    @Override
    public String toString() {
        return testClass + "." + testName;
    }
}
