package io.leasehold.harbor;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.router.JavalinDefaultRouting;
import io.leasehold.harbor.assets.Assets;
import io.leasehold.harbor.browser.FramePages;
import io.leasehold.harbor.browser.WindowPages;
import io.leasehold.harbor.browser.WorkerPages;
import io.leasehold.harbor.catalog.CatalogPage;
import io.leasehold.harbor.login.AccountPage;
import io.leasehold.harbor.login.ChallengePages;
import io.leasehold.harbor.login.LoginPages;
import io.leasehold.harbor.orders.OrderListPage;
import io.leasehold.harbor.orders.OrderPages;
import io.leasehold.harbor.page.ErrorPages;
import io.leasehold.harbor.page.Layout;
import io.leasehold.harbor.reports.ReportPages;
import io.leasehold.harbor.session.ForgeryCheck;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.settings.SettingsPages;
import io.leasehold.harbor.traps.TrapRoutes;
import io.leasehold.harbor.uploads.UploadPages;
import io.leasehold.harbor.uploads.Uploads;

/** Which address leads to which page. */
final class HarborRoutes {
    private final HarborParts parts;
    private final Assets assets = new Assets();
    private final Layout layout = new Layout(assets);

    HarborRoutes(HarborParts parts) {
        this.parts = parts;
    }

    void add(JavalinDefaultRouting routing) {
        var gate = new SessionGate(parts.sessions(), parts.accounts());
        var errors = new ErrorPages(layout);
        routing.before(gate::check);
        routing.before(ForgeryCheck::check);
        routing.exception(HttpResponseException.class, errors::refused);
        routing.exception(Exception.class, errors::failed);
        routing.get("/health", ctx -> ctx.result("ok"));
        routing.get("/", ctx -> ctx.redirect("/orders", HttpStatus.SEE_OTHER));
        routing.get("/assets/{version}/{name}", assets::sendOwn);
        routing.get("/webjars/*", assets::sendLibrary);
        addLogin(routing, gate);
        addOrders(routing);
        addStore(routing);
        addReports(routing);
        addBrowser(routing);
        addTraps(routing, gate);
        routing.get("/*", HarborRoutes::missing);
    }

    private void addLogin(JavalinDefaultRouting routing, SessionGate gate) {
        var login = new LoginPages(parts.desk(), parts.sessions(), gate, layout);
        var challenge = new ChallengePages(parts.desk(), gate, layout);
        routing.get("/login", login::form);
        routing.post("/login", login::signIn);
        routing.post("/logout", login::signOut);
        routing.get("/challenge", challenge::form);
        routing.post("/challenge", challenge::verify);
        routing.get("/account", new AccountPage(layout, parts.clock())::show);
    }

    private void addOrders(JavalinDefaultRouting routing) {
        var pages = new OrderPages(parts.orders(), parts.products(), parts.settings(), layout, parts.clock());
        routing.get("/orders", new OrderListPage(parts.orders(), parts.settings(), layout)::show);
        routing.post("/orders", pages::create);
        routing.get("/orders/new", pages::form);
        routing.get("/orders/{id}", pages::show);
        routing.post("/orders/{id}/note", pages::annotate);
    }

    private void addStore(JavalinDefaultRouting routing) {
        var settings = new SettingsPages(parts.settings(), layout);
        var catalog = new CatalogPage(parts.products(), layout);
        routing.get("/settings", settings::form);
        routing.post("/settings", settings::save);
        routing.get("/catalog", catalog::show);
        routing.get("/api/products", catalog::list);
    }

    private void addReports(JavalinDefaultRouting routing) {
        var reports = new ReportPages(parts.reports(), layout);
        routing.get("/reports", reports::page);
        routing.post("/reports", reports::start);
        routing.get("/api/report", reports::progress);
        routing.get("/reports/{id}", reports::download);
        var uploads = new UploadPages(new Uploads(parts.database()), layout);
        routing.get("/uploads", uploads::page);
        routing.post("/uploads", uploads::receive);
    }

    private void addBrowser(JavalinDefaultRouting routing) {
        var windows = new WindowPages(layout);
        routing.get("/windows", windows::page);
        routing.get("/windows/popup", windows::popup);
        routing.get("/windows/unsaved", windows::unsaved);
        var frames = new FramePages(layout);
        routing.get("/frames", frames::page);
        routing.get("/frames/outer", frames::outer);
        routing.get("/frames/counter", frames::counter);
        var worker = new WorkerPages(layout, assets, parts.clock());
        routing.get("/worker", worker::page);
        routing.get("/worker/sw.js", worker::script);
        routing.get("/worker/ping", worker::ping);
    }

    private void addTraps(JavalinDefaultRouting routing, SessionGate gate) {
        new TrapRoutes(new TrapRoutes.Parts(parts.database(), parts.sessions(), gate, layout, assets, parts.clock()))
                .add(routing);
    }

    private static void missing(Context ctx) {
        throw new NotFoundResponse("There is no page at this address.");
    }
}
