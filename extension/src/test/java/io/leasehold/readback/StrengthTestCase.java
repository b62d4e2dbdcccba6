package io.leasehold.readback;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.leasehold.readback.ReadbackAssertions.assertThatMutation;
import static io.leasehold.readback.Stores.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.ReadbackStrength;
import io.leasehold.readback.ReadbackFailure.Reason;
import io.leasehold.readback.fixture.StoreSite;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What each strength lets through and what it catches; run by {@link StrengthTests} over both ways of connecting. */
final class StrengthTestCase {

    private static ReadbackFailure failure(ThrowingCallable judged) {
        ReadbackAssertionError thrown = catchThrowableOfType(ReadbackAssertionError.class, judged);
        assertThat(thrown).as("the verdict").isNotNull();
        return thrown.failure();
    }

    @Test
    void honestIsConfirmedFromEverywhere(@LeasedPage(profile = "shop") Page page) {
        Stores.open(page, "form");

        assertThatMutation(page, "rename", () -> Stores.save(page))
                .isConfirmedAfterReload(NEW, Stores::name)
                .isConfirmedInCleanRoom(
                        fresh -> assertThat(fresh.getByLabel("Store name")).hasValue(NEW))
                .isConfirmedByWitness("buyer", NEW, Stores::name)
                .isSeenBy("buyer", other -> assertThat(Stores.name(other)).isEqualTo(NEW))
                .staysConfirmedFor(java.time.Duration.ofMillis(1));
    }

    @Test
    void aLeaseServesAsWellAsItsPage(@LeasedPage(profile = "shop") PageLease lease) {
        Stores.open(lease.page(), "slow");

        assertThatMutation(lease, "rename", () -> Stores.save(lease.page())).isConfirmed(NEW, Stores::name);
    }

    @Test
    void droppedIsNotConfirmed(@LeasedPage(profile = "shop") Page page) {
        Stores.open(page, "dropped");

        ReadbackFailure failure = failure(() ->
                assertThatMutation(page, "rename", () -> Stores.save(page)).isConfirmedAfterReload(NEW, Stores::name));

        assertThat(failure.reason()).isEqualTo(Reason.DIFFERENT);
        assertThat(failure.seen().server()).isEqualTo("\"" + StoreSite.OLD + "\"");
        assertThat(failure.writes()).singleElement().satisfies(write -> assertThat(write.answer())
                .isEqualTo("200"));
    }

    @Test
    void refusedIsNotConfirmedEvenWhenTheAssertionHolds(@LeasedPage(profile = "shop") Page page) {
        Stores.open(page, "refused");

        ReadbackFailure failure = failure(() -> assertThatMutation(page, "rename", () -> Stores.save(page))
                .isConfirmedAfterReload(fresh -> assertThat(Stores.name(fresh)).isNotEmpty()));

        assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure.seen().server()).isEqualTo("what was expected");
        assertThat(failure.writes().get(0).answer()).isEqualTo("500");
    }

    private static void letThroughBy(Page page, String mode, ReadbackStrength weaker, ReadbackStrength stronger) {
        Stores.open(page, mode);
        MutationAssert mutation = assertThatMutation(page, "rename", () -> Stores.save(page));
        for (ReadbackStrength strength : ReadbackStrength.values()) {
            if (strength.compareTo(weaker) <= 0) {
                confirm(mutation, strength);
            }
        }

        ReadbackFailure failure = failure(() -> confirm(mutation, stronger));

        assertThat(failure.strength()).isEqualTo(stronger);
        assertThat(failure.reason()).isEqualTo(Reason.DIFFERENT);
    }

    private static void confirm(MutationAssert mutation, ReadbackStrength strength) {
        switch (strength) {
            case RELOAD -> mutation.isConfirmedAfterReload(NEW, Stores::name);
            case REOPENING -> mutation.isConfirmedAfterReopening(NEW, Stores::name);
            case CLEAN_ROOM -> mutation.isConfirmedInCleanRoom(NEW, Stores::name);
            case WITNESS -> mutation.isConfirmedByWitness("buyer", NEW, Stores::name);
        }
    }

    @Test
    void aDraftInTheSessionStorageIsFoundByReopening(@LeasedPage(profile = "shop") Page page) {
        letThroughBy(page, "session", ReadbackStrength.RELOAD, ReadbackStrength.REOPENING);
    }

    @Test
    void anEchoOfTheAddressIsFoundByReopening(@LeasedPage(profile = "shop") Page page) {
        letThroughBy(page, "url", ReadbackStrength.RELOAD, ReadbackStrength.REOPENING);
    }

    @Test
    void aDraftInTheLocalStorageIsFoundInACleanRoom(@LeasedPage(profile = "shop") Page page) {
        letThroughBy(page, "local", ReadbackStrength.REOPENING, ReadbackStrength.CLEAN_ROOM);
    }

    @Test
    void anEchoOfACookieIsFoundInACleanRoom(@LeasedPage(profile = "shop") Page page) {
        letThroughBy(page, "cookie", ReadbackStrength.REOPENING, ReadbackStrength.CLEAN_ROOM);
    }

    @Test
    void aDraftInTheServersSessionIsFoundByAWitness(@LeasedPage(profile = "shop") Page page) {
        letThroughBy(page, "draft", ReadbackStrength.CLEAN_ROOM, ReadbackStrength.WITNESS);
    }

    @Test
    void aStrongerLookIncludesTheWeaker(@LeasedPage(profile = "shop") Page page) {
        Stores.open(page, "dropped");

        ReadbackFailure failure = failure(() -> assertThatMutation(page, "rename", () -> Stores.save(page))
                .isConfirmedByWitness("buyer", NEW, Stores::name));

        assertThat(failure.strength()).isEqualTo(ReadbackStrength.RELOAD);
    }

    @Test
    void aServiceWorkerDoesNotAnswer(@LeasedPage(profile = "shop") Page page) {
        Stores.open(page, "worker");
        // It is posted once the worker knows it: a reload before that would be answered by the server.
        MutationAssert mutation = assertThatMutation(
                page,
                "rename",
                () -> page.waitForResponse(
                        response -> response.request().method().equals("POST"), () -> Stores.save(page)));
        page.reload();
        assertThat(page.getByLabel("Store name")).hasValue(NEW);

        ReadbackFailure failure = failure(() -> mutation.isConfirmedAfterReload(NEW, Stores::name));

        assertThat(failure.seen().server()).isEqualTo("\"" + StoreSite.OLD + "\"");
    }

    @Test
    void theHttpCacheDoesNotAnswer(@LeasedPage(profile = "shop") Page page) {
        String path = Stores.open(page, "cached");

        MutationAssert mutation = assertThatMutation(page, "rename", () -> Stores.save(page));
        page.waitForCondition(() -> Stores.site().value(path).equals(NEW));
        page.navigate(path);
        assertThat(page.getByLabel("Store name"))
                .hasValue(StoreSite.OLD, new LocatorAssertions.HasValueOptions().setTimeout(1_000));

        mutation.isConfirmedAfterReload(NEW, Stores::name);
    }
}
