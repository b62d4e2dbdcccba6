package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Geolocation;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.UseLeasedPages;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What changes the whole context needs the profile for itself, and leaves nothing behind. Requirement: L6, L14. */
@Tag("browser")
@UseLeasedPages
class ExclusiveTests {

    private static final String LATITUDE =
            "() => new Promise((found, failed) => navigator.geolocation.getCurrentPosition("
                    + "place => found(place.coords.latitude), problem => failed(problem.message)))";
    private static final String PERMISSION =
            "() => navigator.permissions.query({ name: 'geolocation' }).then(answer => answer.state)";

    @Test
    void standsSomewhereElse(
            @LeasedPage(profile = "single", access = Access.EXCLUSIVE, startAt = "/orders") Page page) {
        page.context().grantPermissions(List.of("geolocation"));
        page.context().setGeolocation(new Geolocation(59.5, 18.25));

        assertThat(page.evaluate(LATITUDE)).isEqualTo(59.5);
    }

    @Test
    void livesInAnotherYear(@LeasedPage(profile = "single", access = Access.EXCLUSIVE) Page page) {
        page.clock().setFixedTime("2031-05-01T12:00:00Z");
        page.navigate("/account");

        assertThat(page.evaluate("() => new Date().getUTCFullYear()")).isEqualTo(2031);
        assertThat(page.getByTestId("email")).hasText("single@harbor.example");
    }

    @Test
    void othersSeeNothingOfIt(@LeasedPage(profile = "single", startAt = "/account") Page page) {
        assertThat(page.evaluate(PERMISSION)).isNotEqualTo("granted");
        assertThat(page.evaluate("() => new Date().getUTCFullYear()")).isNotEqualTo(2031);
        assertThat(page.getByTestId("email")).hasText("single@harbor.example");
    }
}
