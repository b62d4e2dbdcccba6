package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.profile.Secret;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/** Runs after each other that share a registry and sign in at one site. */
final class LoginBudgetRuns implements AutoCloseable {

    private static final String VARIABLE = "login.budget.password";

    private final LoginSite site = LoginSite.start();
    private final Path folder;
    private final String budget;
    private String expect = "#account";

    LoginBudgetRuns(Path folder, String budget) {
        this.folder = folder;
        this.budget = budget;
        password(LoginSite.PASSWORD);
    }

    LoginSite site() {
        return site;
    }

    void password(String password) {
        System.setProperty(VARIABLE, password);
    }

    /** Sets what the login's last step waits for. */
    void expects(String selector) {
        expect = selector;
    }

    SuiteRun.Outcome run(Class<?> tests) {
        Map<String, String> values = Map.of(
                "BASE", site.baseUrl(), "BUDGET", budget, "VARIABLE", "${property:" + VARIABLE + "}", "EXPECT", expect);
        String json =
                """
                {"baseUrl": "BASE", "loginBudget": BUDGET, "profiles": {"shop": {"accountId": "ada",
                  "login": {"url": "/login", "timeout": "PT2S", "steps": [
                    {"fill": "Email", "with": "ada"}, {"fill": "Password", "with": "VARIABLE"},
                    {"click": "Sign in"}, {"expect": "EXPECT"}]},
                  "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']", "timeout": "PT3S"}}}}
                """;
        for (Map.Entry<String, String> value : values.entrySet()) {
            json = json.replace(value.getKey(), value.getValue());
        }
        return SuiteRun.of(folder, tests).profiles(json).run();
    }

    <T> T look(Function<ProfileRegistry, T> what) {
        RegistryPlace place = new RegistryPlace(folder.resolve("home/registry.db"), Secret.of(""), "", Secret.of(""));
        try (ProfileRegistry registry = place.open(new MachineClock(Clock.systemUTC()))) {
            return what.apply(registry);
        }
    }

    static CheckoutDeniedException denial(SuiteRun.Outcome outcome, String test) {
        Throwable thrown = outcome.failureOf(test + "(");
        while (!(thrown instanceof CheckoutDeniedException) && thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        assertThat(thrown).isInstanceOf(CheckoutDeniedException.class);
        return (CheckoutDeniedException) thrown;
    }

    @Override
    public void close() {
        System.clearProperty(VARIABLE);
        site.close();
    }
}
