package io.leasehold.harbor.catalog;

import io.leasehold.harbor.storage.Database;
import io.leasehold.harbor.storage.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** The products in the database. Thread-safe. */
public final class Products {
    private static final List<String> MATERIALS = List.of("Brass", "Oak", "Steel", "Canvas", "Bronze", "Nylon", "Teak");
    private static final List<String> GOODS = List.of(
            "Cleat",
            "Shackle",
            "Lantern",
            "Fender",
            "Winch",
            "Compass",
            "Anchor",
            "Rope",
            "Pulley",
            "Buoy",
            "Hatch",
            "Oar",
            "Sail bag",
            "Bilge pump",
            "Deck chair",
            "Chart case",
            "Signal horn",
            "Life vest");
    private static final List<String> CATEGORIES = List.of("Rigging", "Safety", "Navigation", "Deck");

    private final Database database;

    public Products(Database database) {
        this.database = database;
    }

    /** Fills an empty table; always with the same products. */
    public void seed() {
        database.write(sql -> sql.number("select count(*) from product") == 0 ? insertAll(sql) : 0);
    }

    /** Lists all products by name. */
    public List<Product> all() {
        return database.read(sql -> sql.query("select * from product order by name", Products::product));
    }

    public Optional<Product> find(String sku) {
        return database.read(sql -> sql.first("select * from product where sku = ?", Products::product, sku));
    }

    private static int insertAll(Sql sql) {
        var random = new Random(11);
        int number = 0;
        for (String material : MATERIALS) {
            for (String good : GOODS) {
                number++;
                sql.update(
                        "insert into product (sku, name, category, price_cents, stock) values (?, ?, ?, ?, ?)",
                        String.format(Locale.ROOT, "HS-%03d", number),
                        material + " " + good.toLowerCase(Locale.ROOT),
                        CATEGORIES.get(GOODS.indexOf(good) % CATEGORIES.size()),
                        450L + random.nextInt(24_000),
                        random.nextInt(180));
            }
        }
        return number;
    }

    private static Product product(ResultSet row) throws SQLException {
        return new Product(
                row.getString("sku"),
                row.getString("name"),
                row.getString("category"),
                row.getLong("price_cents"),
                row.getInt("stock"));
    }
}
