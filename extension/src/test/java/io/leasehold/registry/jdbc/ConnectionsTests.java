package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few connections are kept for the next transaction, and none is left open. Requirement: P13. */
final class ConnectionsTests {

    @TempDir
    private Path folder;

    private Connections connections;

    @BeforeEach
    void make() {
        StoreAddress.sqlite(folder).open().close();
        connections = new Connections(StoreAddress.sqlite(folder).dialect());
    }

    private List<Connection> borrowed(int count) throws SQLException {
        List<Connection> borrowed = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            borrowed.add(connections.borrow());
        }
        return borrowed;
    }

    private static List<Boolean> closed(List<Connection> all) throws SQLException {
        List<Boolean> closed = new ArrayList<>();
        for (Connection connection : all) {
            closed.add(connection.isClosed());
        }
        return closed;
    }

    @Test
    void threeAreKept() throws SQLException {
        List<Connection> four = borrowed(4);

        four.forEach(connections::giveBack);

        assertThat(closed(four)).containsExactly(false, false, false, true);
        assertThat(borrowed(3)).containsExactlyInAnyOrderElementsOf(four.subList(0, 3));
        Connection fresh = connections.borrow();
        assertThat(four).doesNotContain(fresh);
        fresh.close();
    }

    @Test
    void noneIsLeftOpen() throws SQLException {
        List<Connection> three = borrowed(3);
        connections.giveBack(three.get(0));
        connections.giveBack(three.get(1));

        connections.close();
        connections.giveBack(three.get(2));

        assertThat(closed(three)).containsExactly(true, true, true);
        assertThatThrownBy(connections::borrow).isInstanceOf(SQLException.class).hasMessage("The registry is closed.");
    }

    @Test
    void aConnectionThatFailedIsNotKept() throws SQLException {
        Connection one = connections.borrow();

        connections.discard(one);

        assertThat(one.isClosed()).isTrue();
        connections.close();
    }
}
