package io.leasehold.harbor.settings;

import io.leasehold.harbor.storage.Database;

/** The settings in the database. Thread-safe. */
public final class SettingsStore {
    private final Database database;

    public SettingsStore(Database database) {
        this.database = database;
    }

    /** Returns the settings; those of a new store where none were saved. */
    public StoreSettings current() {
        return database.read(sql -> sql.first(
                        "select * from store_settings",
                        row -> new StoreSettings(
                                row.getString("name"), row.getString("support_email"), row.getString("currency"))))
                .orElse(StoreSettings.INITIAL);
    }

    void save(StoreSettings settings) {
        database.write(sql -> sql.update(
                "insert or replace into store_settings (id, name, support_email, currency) values (1, ?, ?, ?)",
                settings.name(),
                settings.supportEmail(),
                settings.currency()));
    }
}
