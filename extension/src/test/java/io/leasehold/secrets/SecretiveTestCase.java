package io.leasehold.secrets;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.leasehold.readback.ReadbackAssertions.assertThatMutation;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.RequestOptions;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that fail in every way, with a secret in each thing that they touch. Run by {@link PlantedRun} alone. */
final class SecretiveTestCase {

    private static String secret(String name) {
        return PlantedRun.CANARIES.value(name);
    }

    private static void arrive(Page page) {
        RawCopy.RAW.hear(page);
        page.navigate("/speak?token=" + secret("query token") + "#state=" + secret("fragment"));
        page.locator("#typed").fill(secret("typed password"));
        page.locator("#code").fill(secret("one-time code"));
        page.evaluate("() => console.log('typed ' + typed.value + ' and ' + code.value)");
        page.waitForSelector("body[data-done=yes]");
        PlantedRun.learnOwnSession(page);
    }

    private static LocatorAssertions.HasTextOptions soon() {
        return new LocatorAssertions.HasTextOptions().setTimeout(200);
    }

    @Test
    void passes(@LeasedPage(profile = "admin") Page page) {
        arrive(page);
        RawCopy.RAW.pictured(page);
    }

    @Test
    void changesAndWorks(@LeasedPage(profile = "admin") PageLease lease) {
        arrive(lease.page());
        lease.step("sign in with " + secret("step"));
        lease.mutation("change " + secret("mutation name"), () -> {});
        lease.providerJob("export " + secret("job name"), () -> {});
        RawCopy.RAW.said(secret("step") + secret("mutation name") + secret("job name"));
    }

    @Test
    void failsAnAssertion(@LeasedPage(profile = "admin") Page page) {
        arrive(page);
        assertThat(page.locator("h1")).hasText("?", soon());
    }

    static Stream<Arguments> fields() {
        return Stream.of("#typed", "#code", "#filled", ".account-number", "[name=csrf_token]")
                .map(field -> Arguments.of(field, secret("display name")));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void quotesAField(String field, String secret, @LeasedPage(profile = "admin") Page page) {
        RawCopy.RAW.said(secret);
        arrive(page);
        if (field.startsWith(".")) {
            assertThat(page.locator(field)).hasText("?", soon());
        }
        assertThat(page.locator(field)).hasValue("?", new LocatorAssertions.HasValueOptions().setTimeout(200));
    }

    @Test
    void cannotNavigate(@LeasedPage(profile = "admin") Page page) {
        arrive(page);
        page.navigate("http://someone:" + secret("user info") + "@127.0.0.1:9/" + secret("path segment") + "?token="
                + secret("query token"));
    }

    @Test
    void cannotCall(@LeasedPage(profile = "admin") Page page) {
        arrive(page);
        page.request()
                .get(
                        "http://127.0.0.1:9/?token=" + secret("query token"),
                        RequestOptions.create()
                                .setHeader("X-Acme-Ticket", secret("custom header"))
                                .setHeader("Authorization", "Bearer " + secret("bearer token")));
    }

    @Test
    void timesOut(@LeasedPage(profile = "admin") Page page) {
        arrive(page);
        page.locator("#p[data-x='" + secret("selector").replace("'", "") + "']")
                .click(new Locator.ClickOptions().setTimeout(200));
    }

    @Test
    void throwsWithCauses(@LeasedPage(profile = "admin") PageLease lease) {
        arrive(lease.page());
        lease.step("sign in with " + secret("step"));
        throw new IllegalStateException(
                "no " + secret("said"), new IllegalArgumentException("for " + secret("dialog")));
    }

    @Test
    void failsOnAThreadOfItsOwn(@LeasedPage(profile = "admin") Page page) {
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        thread.setName(name + " " + secret("thread name"));
        RawCopy.RAW.said(thread.getName());
        try {
            arrive(page);
        } finally {
            thread.setName(name);
        }
    }

    @Test
    void crashes(@LeasedPage(profile = "admin") Page page) {
        arrive(page);
        page.navigate("chrome://crash");
    }

    @Test
    void isNotConfirmed(@LeasedPage(profile = "admin") Page page) {
        arrive(page);
        page.navigate("/store?token=" + secret("query token"));
        page.locator("#typed").fill(secret("typed password"));
        assertThatMutation(page, "save with " + secret("mutation name"), () -> page.getByText("Save")
                        .click())
                .isConfirmedAfterReload(
                        fresh -> assertThat(fresh.locator("#filled")).hasValue("?", quickly()));
    }

    @Test
    void isLeftInDoubt(@LeasedPage(profile = "doubtful") Page page) {
        arrive(page);
        page.navigate("/store#state=" + secret("fragment"));
        assertThatMutation(page, "hold with " + secret("mutation name"), () -> page.getByText("Hold")
                        .click())
                .isConfirmedAfterReload(
                        fresh -> assertThat(fresh.locator("#filled")).hasValue("?", quickly()));
    }

    private static LocatorAssertions.HasValueOptions quickly() {
        return new LocatorAssertions.HasValueOptions().setTimeout(200);
    }

    @Test
    void isDenied(@LeasedPage(profile = "denied") Page page) {}
}
