package io.leasehold.readback;

import com.microsoft.playwright.Page;
import io.leasehold.ConfigurationException;
import io.leasehold.ReadbackStrength;
import io.leasehold.readback.ReadbackFailure.Claim;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a change that was made: by what the server shows when it is asked again.
 *
 * <p>First options ({@link #within}, {@link #settledWhen}, {@link #at} …), then one verdict ({@code isConfirmed…} or
 * {@code isRejected…}), then, if wanted, {@link #isSeenBy}, {@link #staysConfirmedFor} or a verdict of greater strength. A
 * verdict takes either assertions about the page that was read (Playwright's and AssertJ's work inside) or an expected
 * value with what reads it. Both run once for each look, so they look and change nothing.
 *
 * <p>Every strength includes the looks of the weaker ones:
 *
 * <ol>
 *   <li>reload: the same tab, a new document, past the HTTP cache, service workers and restored forms;
 *   <li>reopening: then a new tab of the same context, at the address without what the change left in it, after the
 *       profile's probe;
 *   <li>clean room: then a throw-away context with the login's cookies only;
 *   <li>witness: then a tab of another profile.
 * </ol>
 *
 * <p>A failed verdict is a {@link ReadbackAssertionError}. Thread-confined like the page.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class MutationAssert extends AbstractAssert<MutationAssert, ActedMutation> {

    private static final String NOBODY = "";

    private final Options options = new Options();
    private @Nullable Claimed last;

    /** For {@link ReadbackAssertions} and AssertJ's soft assertions. */
    public MutationAssert(ActedMutation actual) {
        super(actual, MutationAssert.class);
    }

    /**
     * Looks again and again until the verdict holds, at most this long after the change has settled: for applications that
     * accept a change later. A last look comes after that time.
     */
    public MutationAssert within(Duration limit) {
        requirePositive("within", limit);
        return option("within", () -> options.within(limit));
    }

    /**
     * Says when a change has settled that is sent by other means than a request of the page: over a WebSocket, by a worker,
     * from a queue. That nothing was sent as a request is then no failure. Requests are waited for as well.
     */
    public MutationAssert settledWhen(BooleanSupplier condition) {
        return option("settledWhen", () -> options.condition(condition));
    }

    /**
     * Counts as the change only requests whose address matches, whatever their method. May be given several times.
     *
     * @param glob as in {@code page.route}; one that starts with a slash is about any host
     */
    public MutationAssert writesMatching(String glob) {
        return option("writesMatching", () -> options.rules().only(UrlPattern.glob(glob)));
    }

    /** Counts as the change only requests in whose address the pattern is found, whatever their method. */
    public MutationAssert writesMatching(Pattern url) {
        return option("writesMatching", () -> options.rules().only(UrlPattern.of(url)));
    }

    /**
     * Does not count requests whose address matches: analytics, presence, telemetry. May be given several times.
     *
     * @param glob as in {@code page.route}; one that starts with a slash is about any host
     */
    public MutationAssert ignoring(String glob) {
        return option("ignoring", () -> options.rules().ignore(UrlPattern.glob(glob)));
    }

    /** Does not count requests in whose address the pattern is found. */
    public MutationAssert ignoring(Pattern url) {
        return option("ignoring", () -> options.rules().ignore(UrlPattern.of(url)));
    }

    /** Expects that no write request leaves the page. Without this, that nothing was sent is a failure of its own. */
    public MutationAssert sendingNothing() {
        return option("sendingNothing", () -> options.requests(Options.Requests.NONE));
    }

    /** Expects exactly one write request: a change that is sent twice fails. */
    public MutationAssert sendingOnce() {
        return option("sendingOnce", () -> options.requests(Options.Requests.ONE));
    }

    /**
     * Says where the change can be read: a path or an absolute URL. Without this it is read at the address that the page
     * had when the change had settled; from the reopening on without what the change left in that address.
     */
    public MutationAssert at(String url) {
        return option("at", () -> options.address(url));
    }

    /**
     * Verifies that the server shows the new value, with the strength of {@code leasehold.readback}: reload unless it is set.
     *
     * @param assertions about the page that was read
     */
    public MutationAssert isConfirmed(Consumer<Page> assertions) {
        return verdict(Claim.CONFIRMED, usual(), NOBODY, Expectation.of(assertions));
    }

    /** The same, for a value and what reads it from the page. */
    public <T extends @Nullable Object> MutationAssert isConfirmed(T expected, Function<Page, T> reader) {
        return verdict(Claim.CONFIRMED, usual(), NOBODY, Expectation.of(expected, reader));
    }

    /**
     * Verifies that the server shows the new value, after a reload.
     *
     * @param assertions about the page that was read
     */
    public MutationAssert isConfirmedAfterReload(Consumer<Page> assertions) {
        return verdict(Claim.CONFIRMED, ReadbackStrength.RELOAD, NOBODY, Expectation.of(assertions));
    }

    /** The same, for a value and what reads it from the page. */
    public <T extends @Nullable Object> MutationAssert isConfirmedAfterReload(T expected, Function<Page, T> reader) {
        return verdict(Claim.CONFIRMED, ReadbackStrength.RELOAD, NOBODY, Expectation.of(expected, reader));
    }

    /**
     * Verifies that the server shows the new value, after a reload and in a new tab.
     *
     * @param assertions about the page that was read
     */
    public MutationAssert isConfirmedAfterReopening(Consumer<Page> assertions) {
        return verdict(Claim.CONFIRMED, ReadbackStrength.REOPENING, NOBODY, Expectation.of(assertions));
    }

    /** The same, for a value and what reads it from the page. */
    public <T extends @Nullable Object> MutationAssert isConfirmedAfterReopening(T expected, Function<Page, T> reader) {
        return verdict(Claim.CONFIRMED, ReadbackStrength.REOPENING, NOBODY, Expectation.of(expected, reader));
    }

    /**
     * Verifies that the server shows the new value, after a reload, in a new tab and in a throw-away context.
     *
     * @param assertions about the page that was read
     */
    public MutationAssert isConfirmedInCleanRoom(Consumer<Page> assertions) {
        return verdict(Claim.CONFIRMED, ReadbackStrength.CLEAN_ROOM, NOBODY, Expectation.of(assertions));
    }

    /** The same, for a value and what reads it from the page. */
    public <T extends @Nullable Object> MutationAssert isConfirmedInCleanRoom(T expected, Function<Page, T> reader) {
        return verdict(Claim.CONFIRMED, ReadbackStrength.CLEAN_ROOM, NOBODY, Expectation.of(expected, reader));
    }

    /**
     * Verifies that the server shows the new value, to the account itself and to another one.
     *
     * @param profile another profile, or pool, of {@code leasehold.json} that may see the change; it is leased SHARED for
     *     the look
     * @param assertions about the page that was read
     */
    public MutationAssert isConfirmedByWitness(String profile, Consumer<Page> assertions) {
        return verdict(Claim.CONFIRMED, ReadbackStrength.WITNESS, profile, Expectation.of(assertions));
    }

    /** The same, for a value and what reads it from the page. */
    public <T extends @Nullable Object> MutationAssert isConfirmedByWitness(
            String profile, T expected, Function<Page, T> reader) {
        return verdict(Claim.CONFIRMED, ReadbackStrength.WITNESS, profile, Expectation.of(expected, reader));
    }

    /**
     * Verifies that the server still shows the old value, whatever it answered, with the strength of {@code leasehold.readback}: reload unless it is set.
     *
     * @param assertions about the page that was read
     */
    public MutationAssert isRejected(Consumer<Page> assertions) {
        return verdict(Claim.REJECTED, usual(), NOBODY, Expectation.of(assertions));
    }

    /** The same, for a value and what reads it from the page. */
    public <T extends @Nullable Object> MutationAssert isRejected(T expected, Function<Page, T> reader) {
        return verdict(Claim.REJECTED, usual(), NOBODY, Expectation.of(expected, reader));
    }

    /**
     * Verifies that the server still shows the old value, whatever it answered, after a reload.
     *
     * @param assertions about the page that was read
     */
    public MutationAssert isRejectedAfterReload(Consumer<Page> assertions) {
        return verdict(Claim.REJECTED, ReadbackStrength.RELOAD, NOBODY, Expectation.of(assertions));
    }

    /** The same, for a value and what reads it from the page. */
    public <T extends @Nullable Object> MutationAssert isRejectedAfterReload(T expected, Function<Page, T> reader) {
        return verdict(Claim.REJECTED, ReadbackStrength.RELOAD, NOBODY, Expectation.of(expected, reader));
    }

    /**
     * Verifies that the server still shows the old value, whatever it answered, after a reload and in a new tab.
     *
     * @param assertions about the page that was read
     */
    public MutationAssert isRejectedAfterReopening(Consumer<Page> assertions) {
        return verdict(Claim.REJECTED, ReadbackStrength.REOPENING, NOBODY, Expectation.of(assertions));
    }

    /** The same, for a value and what reads it from the page. */
    public <T extends @Nullable Object> MutationAssert isRejectedAfterReopening(T expected, Function<Page, T> reader) {
        return verdict(Claim.REJECTED, ReadbackStrength.REOPENING, NOBODY, Expectation.of(expected, reader));
    }

    /**
     * Verifies that the server still shows the old value, whatever it answered, after a reload, in a new tab and in a throw-away context.
     *
     * @param assertions about the page that was read
     */
    public MutationAssert isRejectedInCleanRoom(Consumer<Page> assertions) {
        return verdict(Claim.REJECTED, ReadbackStrength.CLEAN_ROOM, NOBODY, Expectation.of(assertions));
    }

    /** The same, for a value and what reads it from the page. */
    public <T extends @Nullable Object> MutationAssert isRejectedInCleanRoom(T expected, Function<Page, T> reader) {
        return verdict(Claim.REJECTED, ReadbackStrength.CLEAN_ROOM, NOBODY, Expectation.of(expected, reader));
    }

    /**
     * Verifies that the server still shows the old value, whatever it answered, to the account itself and to another one.
     *
     * @param profile another profile, or pool, of {@code leasehold.json} that may see the change; it is leased SHARED for
     *     the look
     * @param assertions about the page that was read
     */
    public MutationAssert isRejectedByWitness(String profile, Consumer<Page> assertions) {
        return verdict(Claim.REJECTED, ReadbackStrength.WITNESS, profile, Expectation.of(assertions));
    }

    /** The same, for a value and what reads it from the page. */
    public <T extends @Nullable Object> MutationAssert isRejectedByWitness(
            String profile, T expected, Function<Page, T> reader) {
        return verdict(Claim.REJECTED, ReadbackStrength.WITNESS, profile, Expectation.of(expected, reader));
    }

    /**
     * Verifies, after a verdict, what another profile sees: for pages that show the change in another way than those of the
     * account that made it.
     *
     * @param profile another profile, or pool, of {@code leasehold.json}; it is leased SHARED for the look
     * @param assertions about its page, which is at the same address; they may go elsewhere from there
     */
    public MutationAssert isSeenBy(String profile, Consumer<Page> assertions) {
        Claimed before = verdictBefore("isSeenBy");
        judge(new Claimed(before.claim(), ReadbackStrength.WITNESS, profile, Expectation.of(assertions), false));
        return this;
    }

    /**
     * Verifies, after a verdict of either kind, that it goes on to hold: looks again and again for this long, from as far
     * as the verdict did. For applications that take a change back later.
     */
    public MutationAssert staysConfirmedFor(Duration duration) {
        requirePositive("staysConfirmedFor", duration);
        new Verdict(actual, options, verdictBefore("staysConfirmedFor"), descriptionText()).stays(duration);
        return this;
    }

    private MutationAssert verdict(Claim claim, ReadbackStrength strength, String witness, Expectation expectation) {
        judge(new Claimed(claim, strength, witness, expectation, true));
        return this;
    }

    private void judge(Claimed claim) {
        isNotNull();
        if (claim.strength() == ReadbackStrength.RELOAD && actual.page().isClosed()) {
            throw new ConfigurationException(
                    "The page of mutation '" + actual.name() + "' is closed, so it cannot be reloaded. Use"
                            + " isConfirmedAfterReopening(…) with at(…), or make the change on a page that stays open. ["
                            + actual.access().describe() + "]",
                    null);
        }
        new Verdict(actual, options, claim, descriptionText()).reach();
        last = claim;
    }

    private ReadbackStrength usual() {
        return actual.access().terms().strength();
    }

    private Claimed verdictBefore(String method) {
        if (last == null) {
            throw new ConfigurationException(
                    method + "(…) was called before a verdict: call isConfirmed…(…) or isRejected…(…) first. ["
                            + actual.access().describe() + "]",
                    null);
        }
        return last;
    }

    private MutationAssert option(String method, Runnable set) {
        if (last != null) {
            throw new ConfigurationException(
                    method + "(…) was called after a verdict, which it cannot change any more: call it before"
                            + " isConfirmed…(…) or isRejected…(…). ["
                            + actual.access().describe() + "]",
                    null);
        }
        set.run();
        return this;
    }

    private void requirePositive(String method, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new ConfigurationException(
                    method + "(" + duration
                            + ") takes a duration of more than nothing, such as Duration.ofSeconds(5). ["
                            + actual.access().describe() + "]",
                    null);
        }
    }
}
