package io.leasehold.harbor.orders;

import io.javalin.http.Context;
import io.leasehold.harbor.page.Form;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What somebody looks for: words, a status (empty for all), and a page that counts from 1. */
record OrderSearch(String text, String status, int page) {
    static final int PAGE_SIZE = 25;

    static OrderSearch of(Context ctx) {
        String status = Form.query(ctx, "status");
        return new OrderSearch(
                Form.query(ctx, "q"),
                OrderStatus.isCode(status) ? status : "",
                Math.max(1, Form.number(Form.query(ctx, "page"), 1)));
    }

    long offset() {
        return (page - 1L) * PAGE_SIZE;
    }

    /** A pattern for LIKE in which the text stands for itself. */
    String pattern() {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    String address(int otherPage) {
        return "/orders?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&status=" + status + "&page="
                + otherPage;
    }
}
