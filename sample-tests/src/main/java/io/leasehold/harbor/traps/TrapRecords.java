package io.leasehold.harbor.traps;

import io.leasehold.harbor.storage.Database;
import java.util.List;
import java.util.Optional;

/** What the server has of each record: every write is a row, and the last one counts. Thread-safe. */
final class TrapRecords {
    static final String VALUE = "value";
    private static final String INITIAL = "Old harbour";

    private final Database database;

    TrapRecords(Database database) {
        this.database = database;
    }

    /** Returns the value; the one that every record begins with when none was saved. */
    String value(TrapPlace place) {
        return find(place, VALUE).orElse(INITIAL);
    }

    Optional<String> find(TrapPlace place, String field) {
        return database.read(sql -> sql.first(
                "select value from trap_entry where record = ? and field = ? order by id desc",
                row -> row.getString(1),
                place.key(),
                field));
    }

    List<String> all(TrapPlace place, String field) {
        return database.read(sql -> sql.query(
                "select value from trap_entry where record = ? and field = ? order by id",
                row -> row.getString(1),
                place.key(),
                field));
    }

    void write(TrapPlace place, String value) {
        write(place, VALUE, value);
    }

    void write(TrapPlace place, String field, String value) {
        database.write(sql -> sql.update(
                "insert into trap_entry (record, field, value) values (?, ?, ?)", place.key(), field, value));
    }
}
