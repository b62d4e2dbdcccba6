package io.leasehold.harbor;

import io.leasehold.harbor.account.Account;
import io.leasehold.harbor.account.DemoAccounts;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Starts Harbor Supply for a person to click through. */
public final class HarborMain {
    private static final int PORT = 7070;

    private HarborMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        HarborSupply supply = HarborSupply.start(HarborOptions.defaults().withPort(PORT));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            supply.close();
                            stopped.countDown();
                        },
                        "harbor-stop"));
        introduce(supply, System.out);
        stopped.await();
    }

    private static void introduce(HarborSupply supply, PrintStream out) {
        out.println("Harbor Supply is open at " + supply.baseUrl());
        out.println();
        for (Account account : DemoAccounts.ALL) {
            out.printf(
                    "  %-28s %-11s %s%n", account.email(), account.role().label(), supply.passwordOf(account.email()));
        }
        out.println();
        out.println("The code of two-factor@harbor.example comes from:");
        out.println("  curl -H 'Authorization: Bearer " + supply.controlToken() + "' " + supply.baseUrl()
                + "/control/accounts/two-factor@harbor.example/code");
        out.println();
        out.println("HARBOR_PASSWORD in the environment sets one password for all accounts. Stop with Ctrl-C.");
        out.flush();
    }
}
