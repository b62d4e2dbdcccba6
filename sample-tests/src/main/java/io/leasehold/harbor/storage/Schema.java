package io.leasehold.harbor.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables. */
final class Schema {
    private static final String TABLES =
            """
            create table if not exists account (
              email text primary key, role text not null, password_hash text not null,
              verification_secret text not null, two_factor integer not null, single_session integer not null);
            create table if not exists login_lock (
              email text primary key, wrong integer not null, locked_until integer not null);
            create table if not exists session (
              key text primary key, account text not null, csrf_token text not null, since integer not null,
              stage text not null check (stage in ('anonymous', 'challenge', 'signed-in', 'ended')),
              ending text not null);
            create index if not exists session_account on session (account, stage);
            create table if not exists product (
              sku text primary key, name text not null, category text not null,
              price_cents integer not null, stock integer not null);
            create table if not exists orders (
              id integer primary key autoincrement, customer text not null, product text not null,
              quantity integer not null, total_cents integer not null, status text not null,
              note text not null, created_on text not null, created_by text not null);
            create table if not exists store_settings (
              id integer primary key check (id = 1), name text not null, support_email text not null,
              currency text not null);
            create table if not exists upload (
              id integer primary key autoincrement, account text not null, name text not null,
              size integer not null, sha256 text not null);
            create table if not exists trap_entry (
              id integer primary key autoincrement, record text not null, field text not null,
              value text not null);
            create index if not exists trap_entry_record on trap_entry (record, field)
            """;

    private Schema() {}

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES.split(";", -1)) {
                statement.execute(table);
            }
        }
    }
}
