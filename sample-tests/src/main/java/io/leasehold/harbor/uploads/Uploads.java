package io.leasehold.harbor.uploads;

import io.leasehold.harbor.storage.Database;
import java.util.List;

/** The records of uploads in the database; the files themselves are not kept. Thread-safe. */
public final class Uploads {
    private static final int SHOWN = 20;

    private final Database database;

    public Uploads(Database database) {
        this.database = database;
    }

    void add(String account, Upload upload) {
        database.write(sql -> sql.update(
                "insert into upload (account, name, size, sha256) values (?, ?, ?, ?)",
                account,
                upload.name(),
                upload.size(),
                upload.sha256()));
    }

    List<Upload> latest(String account) {
        return database.read(sql -> sql.query(
                "select * from upload where account = ? order by id desc limit ?",
                row -> new Upload(row.getString("name"), row.getLong("size"), row.getString("sha256")),
                account,
                SHOWN));
    }
}
