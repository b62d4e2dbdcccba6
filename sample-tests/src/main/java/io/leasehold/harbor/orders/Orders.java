package io.leasehold.harbor.orders;

import io.leasehold.harbor.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The orders in the database. Thread-safe. */
public final class Orders {
    private static final String MATCHING =
            """
            from orders
            where (customer like ?1 escape '\\' or product like ?1 escape '\\' or note like ?1 escape '\\'
                or printf('HO-%05d', id) like ?1 escape '\\')
              and (?2 = '' or status = ?2)
            """;

    private final Database database;

    public Orders(Database database) {
        this.database = database;
    }

    /** One page of what was found. */
    record Found(List<Order> orders, long total) {}

    Found search(OrderSearch search) {
        return database.read(sql -> new Found(
                sql.query(
                        "select * " + MATCHING + " order by id desc limit ?3 offset ?4",
                        Orders::order,
                        search.pattern(),
                        search.status(),
                        OrderSearch.PAGE_SIZE,
                        search.offset()),
                sql.number("select count(*) " + MATCHING, search.pattern(), search.status())));
    }

    /** Lists all orders, oldest first. */
    public List<Order> all() {
        return database.read(sql -> sql.query("select * from orders order by id", Orders::order));
    }

    Optional<Order> find(long id) {
        return database.read(sql -> sql.first("select * from orders where id = ?", Orders::order, id));
    }

    boolean isEmpty() {
        return database.read(sql -> sql.number("select count(*) from orders")) == 0;
    }

    /** Stores orders under new ids and returns the last one's. */
    long add(List<Order> orders) {
        return database.write(sql -> {
            orders.forEach(order -> sql.update(
                    """
                    insert into orders
                      (customer, product, quantity, total_cents, status, note, created_on, created_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    order.customer(),
                    order.product(),
                    order.quantity(),
                    order.totalCents(),
                    order.status(),
                    order.note(),
                    order.createdOn(),
                    order.createdBy()));
            return sql.number("select last_insert_rowid()");
        });
    }

    /** Changes a note; false when there is no such order. */
    boolean annotate(long id, String note) {
        return database.write(sql -> sql.update("update orders set note = ? where id = ?", note, id)) == 1;
    }

    private static Order order(ResultSet row) throws SQLException {
        return new Order(
                row.getLong("id"),
                row.getString("customer"),
                row.getString("product"),
                row.getInt("quantity"),
                row.getLong("total_cents"),
                row.getString("status"),
                row.getString("note"),
                row.getString("created_on"),
                row.getString("created_by"));
    }
}
