package io.leasehold.readback;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a test says about one change before its verdict. Not thread-safe. */
final class Options {

    /** How many requests the change is made of. */
    enum Requests {
        SOME,
        ONE,
        NONE
    }

    private final WriteRules rules = new WriteRules();
    private Requests requests = Requests.SOME;
    private Duration within = Duration.ZERO;
    private Optional<BooleanSupplier> condition = Optional.empty();
    private Optional<String> address = Optional.empty();

    WriteRules rules() {
        return rules;
    }

    Requests requests() {
        return requests;
    }

    void requests(Requests expected) {
        requests = expected;
    }

    Duration within() {
        return within;
    }

    void within(Duration limit) {
        within = limit;
    }

    Optional<BooleanSupplier> condition() {
        return condition;
    }

    void condition(BooleanSupplier settled) {
        condition = Optional.of(settled);
    }

    Optional<String> address() {
        return address;
    }

    void address(String url) {
        address = Optional.of(url);
    }
}
