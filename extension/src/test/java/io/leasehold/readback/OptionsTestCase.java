package io.leasehold.readback;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.leasehold.readback.ReadbackAssertions.assertThatMutation;
import static io.leasehold.readback.Stores.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.playwright.Page;
import io.leasehold.ConfigurationException;
import io.leasehold.LeasedPage;
import io.leasehold.readback.ReadbackFailure.Reason;
import io.leasehold.readback.fixture.StoreSite;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Options, the mirror, and the parts of failures; run by {@link OptionsTests}. */
final class OptionsTestCase {

    private static ReadbackFailure failure(ThrowingCallable judged) {
        ReadbackAssertionError thrown = catchThrowableOfType(ReadbackAssertionError.class, judged);
        assertThat(thrown).as("the verdict").isNotNull();
        assertThat(thrown).hasMessage(thrown.failure().message());
        return thrown.failure();
    }

    private static MutationAssert saved(Page page, String mode) {
        Stores.open(page, mode);
        return assertThatMutation(page, "rename", () -> Stores.save(page));
    }

    @Test
    void nothingSentIsAFailureOfItsOwn(@LeasedPage(profile = "shop") Page page) {
        ReadbackFailure failure = failure(() -> saved(page, "nothing").isConfirmedAfterReload(NEW, Stores::name));

        assertThat(failure.reason()).isEqualTo(Reason.NOTHING_SENT);
        assertThat(failure.seen().page()).isEqualTo("\"" + NEW + "\"");
    }

    @Test
    void aQuestionIsNoChange(@LeasedPage(profile = "shop") Page page) {
        assertThat(failure(() -> saved(page, "question").isConfirmedAfterReload(NEW, Stores::name))
                        .reason())
                .isEqualTo(Reason.NOTHING_SENT);
    }

    @Test
    void nothingCanBeMeant(@LeasedPage(profile = "shop") Page page) {
        saved(page, "nothing").sendingNothing().isRejectedAfterReload(StoreSite.OLD, Stores::name);
        assertThat(failure(() -> saved(page, "ok").sendingNothing().isConfirmedAfterReload(NEW, Stores::name))
                        .reason())
                .isEqualTo(Reason.SENT_UNEXPECTEDLY);
    }

    @Test
    void aChangeThatIsSentTwiceIsNoticedWhereOnceIsExpected(@LeasedPage(profile = "shop") Page page) {
        saved(page, "ok").sendingOnce().isConfirmedAfterReload(NEW, Stores::name);
        assertThat(failure(() -> saved(page, "twice").sendingOnce().isConfirmedAfterReload(NEW, Stores::name))
                        .detail())
                .isEqualTo("2 write requests left the page, and one was expected");
    }

    @Test
    void aRequestThatFollowsOnAnAnswerIsWaitedForToo(@LeasedPage(profile = "shop") Page page) {
        saved(page, "chained").isConfirmedAfterReload(NEW, Stores::name);
    }

    @Test
    void aRequestThatIsSentWhileThePageIsPicturedIsWaitedForToo(@LeasedPage(profile = "shop") Page page) {
        Stores.open(page, "ok");
        Options options = new Options();
        AtomicInteger pictures = new AtomicInteger();
        try (WriteLog log = WriteLog.of(page)) {
            Stores.save(page);
            Settling settling = new Settling(page, log, options, Duration.ofSeconds(20));

            settling.await(() -> {
                if (pictures.incrementAndGet() == 1) {
                    page.evaluate("() => void fetch('/check', {method: 'POST', body: 'x'})");
                    page.waitForCondition(() -> settling.writes().size() == 2);
                }
                return Picture.NONE;
            });

            assertThat(pictures).as("pictures").hasValue(2);
            assertThat(settling.result().writes()).allMatch(Sent::isSettled).hasSize(2);
        }
    }

    @Test
    void aChangeMayBeSentByGet(@LeasedPage(profile = "shop") Page page) {
        saved(page, "get").writesMatching("/s/get/*?save=*").isConfirmedAfterReload(NEW, Stores::name);
    }

    @Test
    void otherRequestsCanBeLeftOut(@LeasedPage(profile = "shop") Page page) {
        assertThat(failure(() -> saved(page, "analytics").isConfirmedAfterReload(NEW, Stores::name))
                        .reason())
                .isEqualTo(Reason.REFUSED);
        saved(page, "analytics").ignoring("/collect").isConfirmedAfterReload(NEW, Stores::name);
        saved(page, "analytics")
                .ignoring(java.util.regex.Pattern.compile("/collect$"))
                .isConfirmedAfterReload(NEW, Stores::name);
    }

    @Test
    void aLateAcceptanceIsWaitedForWhereTheTestSaysSo(@LeasedPage(profile = "shop") Page page) {
        assertThat(failure(() -> saved(page, "late").isConfirmedAfterReload(NEW, Stores::name))
                        .reason())
                .isEqualTo(Reason.DIFFERENT);
        saved(page, "late").within(Duration.ofSeconds(10)).isConfirmedAfterReload(NEW, Stores::name);
    }

    @Test
    void aLateRefusalIsFoundByLookingOn(@LeasedPage(profile = "shop") Page page) {
        MutationAssert confirmed = saved(page, "reverted").isConfirmedAfterReload(NEW, Stores::name);

        ReadbackFailure failure = failure(() -> confirmed.staysConfirmedFor(Duration.ofSeconds(10)));

        assertThat(failure.reason()).isEqualTo(Reason.CHANGED_LATER);
        assertThat(failure.detail()).matches("it held at first, and \\d+\\.\\d s later it does not");
    }

    @Test
    void aConditionStandsForWhatIsNoRequest(@LeasedPage(profile = "shop") Page page) {
        String path = Stores.open(page, "nothing");
        assertThatMutation(page, "rename", () -> Stores.save(page))
                .settledWhen(() -> page.getByLabel("Store name").inputValue().equals(NEW))
                .isRejectedAfterReload(StoreSite.OLD, Stores::name);
        assertThat(Stores.site().value(path)).isEqualTo(StoreSite.OLD);
        assertThat(failure(() -> saved(page, "nothing")
                                .settledWhen(() -> false)
                                .isConfirmedAfterReload(NEW, Stores::name))
                        .reason())
                .isEqualTo(Reason.NOT_SETTLED);
    }

    @Test
    void graphQlErrorsAreARefusal(@LeasedPage(profile = "shop") Page page) {
        ReadbackFailure failure = failure(() -> saved(page, "graphql").isConfirmedAfterReload(fresh -> {}));

        assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure.writes().get(0).answer()).isEqualTo("200 with GraphQL errors");
    }

    @Test
    void whatIsSentOnLeavingCounts(@LeasedPage(profile = "shop") Page page) {
        saved(page, "beacon").within(Duration.ofSeconds(5)).isConfirmedAfterReload(NEW, Stores::name);
    }

    @Test
    void rejectedIsTheMirror(@LeasedPage(profile = "shop") Page page) {
        saved(page, "refused").isRejectedInCleanRoom(StoreSite.OLD, Stores::name);
        saved(page, "dropped").isRejected(StoreSite.OLD, Stores::name);

        ReadbackFailure failure = failure(() -> saved(page, "ok").isRejectedAfterReload(StoreSite.OLD, Stores::name));

        assertThat(failure.reason()).isEqualTo(Reason.DIFFERENT);
        assertThat(failure.message())
                .startsWith("Mutation 'rename' is not rejected after reload: the server does not show what it showed"
                        + " before.");
    }

    @Test
    void theRecordMayBeElsewhere(@LeasedPage(profile = "shop") Page page) {
        String path = Stores.open(page, "shortcut");
        assertThatMutation(page, "rename", () -> Stores.save(page))
                .at(path + "/latest")
                .isConfirmedAfterReopening(NEW, Stores::name);
    }

    @Test
    void aPopupIsReadAsWell(@LeasedPage(profile = "shop") Page page) {
        String path = Stores.open(page, "ok");
        Page popup = page.waitForPopup(() -> page.evaluate("path => void window.open(path)", path));

        assertThatMutation(popup, "rename", () -> Stores.save(popup)).isConfirmedAfterReopening(NEW, Stores::name);
    }

    @Test
    void aFailureTellsEverything(@LeasedPage(profile = "shop") Page page) {
        String path = Stores.open(page, "dropped");
        String url = Stores.site().site().baseUrl() + path;

        ReadbackFailure failure = failure(() -> assertThatMutation(page, "rename store", () -> Stores.save(page))
                .isConfirmedAfterReload(NEW, Stores::name));

        String evidence = String.join(
                System.lineSeparator() + " ".repeat(17),
                failure.evidence().stream().map(String::valueOf).toList());
        assertThat(failure.message().replaceAll("\\d+\\.\\d s", "N s"))
                .isEqualTo(
                        """
                        Mutation 'rename store' is not confirmed after reload: the server shows something else.
                          expected:      "Nimbus"
                          server showed: "Harbor"
                          page showed:   "Nimbus"
                          writes:        POST %s -> 200
                          read:          GET %s -> 200
                          waited:        N s for the writes, N s for 1 look
                          evidence:      %s
                        If the server takes its time, say within(…); if the record has another address, say at(…). [%s]"""
                                .formatted(url, url, evidence, failure.lease()));
        assertThat(failure.evidence()).hasSize(3).allSatisfy(file -> assertThat(Files.size(file))
                .isPositive());
        assertThat(failure.evidence().get(0)).content().contains("readback-before.png", "readback-after.png");
    }

    @Test
    void whatSecretFieldsHoldIsInNoFailureAndNoFile(@LeasedPage(profile = "shop") Page page) throws IOException {
        String secret = "canary-" + UUID.randomUUID();
        Stores.open(page, "secret");
        page.getByLabel("Password").fill(secret);

        ReadbackFailure failure = failure(() -> assertThatMutation(page, secret, () -> Stores.save(page, secret))
                .isConfirmedAfterReload(secret, Stores::name));

        assertThat(failure.message())
                .doesNotContain(secret)
                .contains("Mutation '***'", "expected:      \"***\"", "page showed:   \"***\"");
        assertThat(Files.readString(failure.evidence().get(0))).doesNotContain(secret);
    }

    @Test
    void softAssertionsCollectFailures(@LeasedPage(profile = "shop") Page page) {
        ReadbackSoftAssertions softly = new ReadbackSoftAssertions();
        Stores.open(page, "dropped");
        softly.assertThatMutation(page, "first", () -> Stores.save(page))
                .as("the store's name")
                .isConfirmedAfterReload(NEW, Stores::name);
        softly.assertThatMutation(page, "second", () -> Stores.save(page)).isConfirmedAfterReload(NEW, Stores::name);
        softly.assertThat(1).isEqualTo(1);

        assertThat(softly.errorsCollected()).hasSize(2);
        assertThat(softly.errorsCollected().get(0)).hasMessageStartingWith("[the store's name] Mutation 'first'");
    }

    @Test
    void playwrightsAssertionsAreQuotedWithTheirLine(@LeasedPage(profile = "shop") Page page) {
        ReadbackFailure failure = failure(
                () -> saved(page, "dropped").isConfirmedAfterReload(fresh -> assertThat(fresh.locator("#account"))
                        .hasText("nobody")));

        assertThat(failure.seen().server())
                .contains("nobody", "shop")
                .containsPattern("\\(OptionsTestCase\\.java:\\d+\\)");
    }

    @Test
    void whatIsMisusedIsToldSo(@LeasedPage(profile = "shop") Page page) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> assertThatMutation(page, " ", () -> {}))
                .withMessageContaining("such as \"rename store\"");
        MutationAssert mutation = saved(page, "ok");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> mutation.within(Duration.ZERO))
                .withMessageContaining("within(PT0S)");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> mutation.staysConfirmedFor(Duration.ofSeconds(1)))
                .withMessageContaining("before a verdict");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> mutation.isConfirmedByWitness("shop", NEW, Stores::name))
                .withMessageContaining("A witness has to be another account");
        mutation.isConfirmed(NEW, Stores::name);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> mutation.at("/"))
                .withMessageContaining("at(…) was called after a verdict");
    }
}
