package io.leasehold.harbor;

import io.leasehold.harbor.account.Accounts;
import io.leasehold.harbor.account.Passwords;
import io.leasehold.harbor.catalog.Products;
import io.leasehold.harbor.login.LoginDesk;
import io.leasehold.harbor.orders.DemoOrders;
import io.leasehold.harbor.orders.Orders;
import io.leasehold.harbor.reports.ReportDesk;
import io.leasehold.harbor.session.Sessions;
import io.leasehold.harbor.settings.SettingsStore;
import io.leasehold.harbor.storage.Database;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The parts of a running application, put together. */
record HarborParts(
        Database database,
        Accounts accounts,
        Sessions sessions,
        LoginDesk desk,
        Orders orders,
        Products products,
        SettingsStore settings,
        ReportDesk reports,
        Clock clock)
        implements AutoCloseable {

    static HarborParts open(DataFolder folder, HarborOptions options, Map<String, String> passwords) {
        HarborTimes times = options.times();
        Database database = Database.open(folder.database());
        var accounts = new Accounts(database);
        var hashing = new Passwords(options.passwords().bcryptCost());
        var hashes = new ConcurrentHashMap<String, String>();
        passwords.entrySet().parallelStream()
                .forEach(entry -> hashes.put(entry.getKey(), hashing.hash(entry.getValue())));
        accounts.seed(hashes);
        var sessions = new Sessions(database, times.clock(), times.sessionLifetime());
        var products = new Products(database);
        products.seed();
        var orders = new Orders(database);
        DemoOrders.seed(orders, products.all());
        return new HarborParts(
                database,
                accounts,
                sessions,
                new LoginDesk(
                        new LoginDesk.Parts(database, accounts, sessions, hashing, times.clock()),
                        options.loginLimits()),
                orders,
                products,
                new SettingsStore(database),
                new ReportDesk(orders, folder.reports(), times.reportDuration()),
                times.clock());
    }

    @Override
    public void close() {
        reports.close();
        database.close();
    }
}
