package io.leasehold.harbor.reports;

import io.leasehold.harbor.orders.Order;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Orders as comma-separated values (RFC 4180). */
final class OrderCsv {
    static final String HEAD = "number,date,customer,product,quantity,total_cents,status,note\r\n";

    private OrderCsv() {}

    static String rows(List<Order> orders) {
        return orders.stream().map(OrderCsv::row).collect(Collectors.joining());
    }

    private static String row(Order order) {
        return Stream.of(
                                order.number(),
                                order.createdOn(),
                                order.customer(),
                                order.product(),
                                String.valueOf(order.quantity()),
                                String.valueOf(order.totalCents()),
                                order.status(),
                                order.note())
                        .map(OrderCsv::field)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    // Spreadsheets take a leading = + - @ for a formula, so such text is marked as text.
    private static String field(String value) {
        String harmless = value.matches("(?s)[=+\\-@\\t].*") ? "'" + value : value;
        return harmless.matches("(?s).*[,\"\\r\\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
