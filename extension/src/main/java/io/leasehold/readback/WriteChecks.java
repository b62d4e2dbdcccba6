package io.leasehold.readback;

import com.microsoft.playwright.Response;
import io.leasehold.readback.ReadbackFailure.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the requests of a change say about a claim, before anybody looks at the server. */
final class WriteChecks {

    private static final int FIRST_ERROR = 400;
    private static final String ABORTED = "ERR_ABORTED";

    private WriteChecks() {}

    static Optional<Look> problem(Settlement settlement, Options options, Claimed claim) {
        return ofNumber(settlement, options)
                .or(() -> ofSettling(settlement))
                .or(() -> claim.isConfirmation() ? ofAnswers(settlement.writes()) : Optional.empty());
    }

    private static Optional<Look> ofNumber(Settlement settlement, Options options) {
        int number = settlement.writes().size();
        return switch (options.requests()) {
            case NONE ->
                number == 0
                        ? Optional.empty()
                        : bad(Reason.SENT_UNEXPECTEDLY, requests(number) + " left the page, and none was expected");
            case SOME, ONE -> {
                if (number == 0 && !settlement.conditional()) {
                    yield bad(Reason.NOTHING_SENT, "nothing was sent: no write request left the page");
                }
                yield options.requests() == Options.Requests.ONE && number > 1
                        ? bad(Reason.SENT_AGAIN, requests(number) + " left the page, and one was expected")
                        : Optional.empty();
            }
        };
    }

    private static String requests(int number) {
        return number == 1 ? "1 write request" : number + " write requests";
    }

    private static Optional<Look> ofSettling(Settlement settlement) {
        String waited = ReadbackMessage.seconds(settlement.waited());
        if (!settlement.conditionMet()) {
            return bad(Reason.NOT_SETTLED, "what settledWhen(…) was given did not come true within " + waited);
        }
        return settlement.answered()
                ? Optional.empty()
                : bad(Reason.NOT_SETTLED, "a write was not answered within " + waited);
    }

    private static Optional<Look> ofAnswers(List<Sent> writes) {
        return writes.stream().anyMatch(WriteChecks::isRefused)
                ? bad(Reason.REFUSED, "the server did not accept the write")
                : Optional.empty();
    }

    /** A request that its own page cut off by going elsewhere may have arrived: what the server shows decides. */
    private static boolean isRefused(Sent one) {
        @Nullable Response response = one.response();
        boolean failed = !one.failure().isEmpty() && !one.failure().contains(ABORTED) && !one.outlivesThePage();
        return (failed && response == null)
                || (response != null && response.status() >= FIRST_ERROR)
                || one.isGraphQlRefusal();
    }

    private static Optional<Look> bad(Reason reason, String detail) {
        return Optional.of(Look.bad(reason, detail));
    }
}
