package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.Ending;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts and numbers as nobody should send them: kept as they are, or refused before anything is done.
 *
 * <p>Requirement: P2, P10, P13.
 */
abstract class BadInputContract {

    @TempDir
    private Path folder;

    abstract StoreAddress address(Path folder);

    static Stream<String> hostile() {
        return Stream.of(
                "'; DROP TABLE profile; --",
                "\" OR \"\" = \"",
                "Robert\\'); DELETE FROM lease_event; --",
                "$1 ? {} %s %n ${env:HOME} :name",
                "<script>alert(1)</script>",
                "../../../etc/passwd",
                "naïve ünïcödé 日本語 🙈 \u202Eright to left",
                "\\0 \\u0000 \\",
                "a".repeat(500));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileTextComesBackAsItWas(String text) {
        try (JdbcRegistry registry = address(folder).open()) {
            ProfileId shop = new ProfileId("shop");
            LeaseHolder self = Requests.here("a");
            LeaseHolder holder = new LeaseHolder(text, text, self.process(), text);
            LeaseRequest request = new LeaseRequest(
                    LeaseRequest.newId(),
                    new ProfileEntry(shop, text, text, text, text),
                    holder,
                    text,
                    ReleasePolicy.INSPECT_ON_UNKNOWN_STATE,
                    Requests.LONG);
            LeaseKey key = Requests.acquired(registry, request);
            registry.renew(key, 1, new Progress(text, text), Requests.LONG.ttl());
            registry.release(key, new Ending(Ending.Kind.UNEXPLAINED, text));
            registry.act(shop, new PersonAct(Move.APPROVE, text, text, false));

            ProfileStatus status = registry.find(shop).orElseThrow();
            assertThat(status.profile()).isEqualTo(request.profile());
            assertThat(status.reason()).isEqualTo(text);
            LeaseRecord lease = status.lease().orElseThrow();
            assertThat(lease.holder()).isEqualTo(holder);
            assertThat(lease.work().progress()).isEqualTo(new Progress(text, text));
            assertThat(List.of(lease.account(), lease.task(), lease.proxy())).containsOnly(text);
            assertThat(registry.events(shop, 1).get(0).actor().name()).isEqualTo(text);
            assertThat(LogChecker.violations(registry)).isEmpty();
        }
    }

    @Test
    void newerTablesAreRefusedAndLeftAsTheyAre() throws SQLException {
        StoreAddress address = address(folder);
        EventLog before;
        try (JdbcRegistry registry = address.open()) {
            Requests.acquired(registry, Requests.of("shop", Requests.here("a"), Requests.LONG));
            before = EventLog.read(registry);
            try (Connection connection = registry.connection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("UPDATE registry_info SET schema_version = " + (Schema.VERSION + 1));
            }
            assertThatThrownBy(address::open)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("has version " + (Schema.VERSION + 1) + " of the tables")
                    .hasMessageContaining("works with version " + Schema.VERSION);
            assertThat(EventLog.read(registry)).isEqualTo(before);
        }
    }
}
