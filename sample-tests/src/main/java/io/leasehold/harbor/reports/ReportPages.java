package io.leasehold.harbor.reports;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import io.leasehold.harbor.page.Notices;
import io.leasehold.harbor.session.SessionGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Ask for a report, watch it, download it. Thread-safe. */
public final class ReportPages {
    private static final String BUSY = "A report is already being prepared";

    private final ReportDesk desk;
    private final Layout layout;

    public ReportPages(ReportDesk desk, Layout layout) {
        this.desk = desk;
        this.layout = layout;
    }

    public void page(Context ctx) {
        show(ctx, "");
    }

    public void start(Context ctx) {
        boolean started = desk.start();
        boolean json = SessionGate.wantsJson(ctx);
        if (started && json) {
            ctx.status(HttpStatus.ACCEPTED).json(view());
        } else if (started) {
            ctx.redirect("/reports", HttpStatus.SEE_OTHER);
        } else if (json) {
            ctx.status(HttpStatus.CONFLICT).json(Map.of("error", BUSY));
        } else {
            show(ctx.status(HttpStatus.CONFLICT), BUSY);
        }
    }

    public void progress(Context ctx) {
        ctx.header("Cache-Control", "no-store").json(view());
    }

    public void download(Context ctx) {
        Path file = desk.file(ctx.pathParam("id")).orElseThrow(() -> new NotFoundResponse("There is no such report."));
        try {
            ctx.header("Content-Disposition", "attachment; filename=\"harbor-orders.csv\"");
            ctx.header("Cache-Control", "no-store");
            ctx.contentType("text/csv; charset=utf-8").result(Files.newInputStream(file));
        } catch (IOException e) {
            throw new NotFoundResponse("There is no such report.");
        }
    }

    private Map<String, Object> view() {
        Report report = desk.current();
        String state = report.state().name().toLowerCase(Locale.ROOT);
        return Map.of("id", report.id(), "state", state, "percent", report.percent());
    }

    private void show(Context ctx, String problem) {
        Report report = desk.current();
        layout.show(
                ctx,
                "Reports",
                Html.of(
                        """
                        {}
                        <p>All orders as a CSV file. Only one report is prepared at a time.</p>
                        <form method="post" action="/reports">{}<button>Export report</button></form>
                        <section id="report" aria-live="polite" data-state="{}">{}</section>
                        {}
                        """,
                        Notices.alert(problem),
                        Layout.token(ctx),
                        report.state().name().toLowerCase(Locale.ROOT),
                        outcome(report),
                        layout.script("reports.js")));
    }

    private static Html outcome(Report report) {
        return switch (report.state()) {
            case NONE -> Html.NOTHING;
            case RUNNING ->
                Html.of(
                        "<progress max=\"100\" value=\"{}\" aria-label=\"Report progress\"></progress>",
                        report.percent());
            case READY ->
                Html.of("<p><a class=\"button\" href=\"/reports/{}\" download>Download report</a></p>", report.id());
            case FAILED -> Notices.alert("The report could not be prepared");
        };
    }
}
