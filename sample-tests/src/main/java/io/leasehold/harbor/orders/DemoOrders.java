package io.leasehold.harbor.orders;

import io.leasehold.harbor.catalog.Product;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The orders that a new store starts with; always the same. */
public final class DemoOrders {
    private static final int COUNT = 360;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final List<String> CUSTOMERS = List.of(
            "Ada Wharton",
            "Bo & Sons Ltd",
            "Captain O'Neil",
            "Dockside Café",
            "Elm Street Marina",
            "Ferry <North>",
            "Gull Charters",
            "Harriet Quay",
            "Ines Duarte",
            "Jetty Works",
            "Kai Lindqvist",
            "Lighthouse Trust");
    private static final List<String> NOTES =
            List.of("", "", "", "Call before delivery", "Gift wrap", "Leave at pier 4", "Invoice by post");

    private DemoOrders() {}

    /** Fills a store that has no orders. */
    public static void seed(Orders orders, List<Product> products) {
        if (orders.isEmpty()) {
            var random = new Random(7);
            orders.add(IntStream.range(0, COUNT)
                    .mapToObj(index -> order(index, random, pick(products, random)))
                    .toList());
        }
    }

    private static Order order(int index, Random random, Product product) {
        int quantity = 1 + random.nextInt(12);
        OrderStatus status = pick(List.of(OrderStatus.values()), random);
        return new Order(
                0,
                pick(CUSTOMERS, random),
                product.name(),
                quantity,
                quantity * product.priceCents(),
                status.code(),
                pick(NOTES, random),
                FIRST_DAY.plusDays(index / 2).toString(),
                "buyer@harbor.example");
    }

    private static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
