package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two machines with a server between them, each with a network, a host name and processes of its own: neither can look
 * at the other, and the line of one is pulled.
 *
 * <p>Requirement: P3, P5, P6, P7, P13.
 */
@ExtendWith(PostgresServer.Shared.class)
final class SeparateMachinesTests {

    private static final Duration TTL = Requests.SHORT.ttl();
    private static final ProfileId SHOP = new ProfileId("shop");

    @TempDir
    private Path folder;

    private final PostgresServer server;

    SeparateMachinesTests(PostgresServer server) {
        this.server = server;
    }

    private static void await(String what, BooleanSupplier condition) {
        assertThat(Waiting.until(TTL.multipliedBy(5), condition)).as(what).isTrue();
    }

    private static ProfileState state(JdbcRegistry registry) {
        return registry.find(SHOP).orElseThrow().state();
    }

    @Test
    void aPulledLineStopsItsHolderAndOnlyAnInspectionAndAPersonLetTheOtherIn() {
        OwnMachine.assumeTheyCanBeHad();
        String url = server.newDatabase();
        try (JdbcRegistry here = new StoreAddress(url).open();
                OwnMachine one = OwnMachine.start(1, folder, server.port(), url, SHOP.value());
                OwnMachine two = OwnMachine.start(2, folder, server.port(), url, SHOP.value())) {
            assertThat(one.ask("acquire")).isEqualTo("1");
            assertThat(two.ask("acquire")).isEqualTo("unavailable");
            assertThat(here.find(SHOP)
                            .orElseThrow()
                            .lease()
                            .orElseThrow()
                            .holder()
                            .host())
                    .isEqualTo("machine-1");

            one.pullTheLine();
            await("stops by itself", () -> one.ask("live").equals("false"));
            await("is missed", () -> state(here) == ProfileState.STALE);
            assertThat(two.ask("inspect"))
                    .startsWith("blocked")
                    .contains("cannot be seen from here, and may come back");
            one.plugItInAgain();
            await("goes on", () -> one.ask("live").equals("true"));
            assertThat(two.ask("acquire")).isEqualTo("unavailable");
            assertThat(EventLog.read(here).of(SHOP.value()))
                    .filteredOn(event -> event.type() == EventType.LEASE_RESUMED)
                    .hasSize(1);

            one.pullTheLine();
            await("is given up", () -> two.ask("inspect").equals(Move.REFER.name()));
            assertThat(state(here)).isEqualTo(ProfileState.REVIEW_REQUIRED);
            assertThat(two.ask("acquire")).isEqualTo("unavailable");
            assertThat(one.ask("live")).isEqualTo("false");
            here.act(SHOP, new PersonAct(Move.APPROVE, "Ada", "The first machine was switched off.", false));
            assertThat(two.ask("acquire")).isEqualTo("2");
            one.plugItInAgain();

            await("learns that it lost", () -> one.ask("lost").equals("true"));
            assertThat(two.ask("live")).isEqualTo("true");
            assertThat(LogChecker.violations(here)).isEmpty();
        }
    }
}
