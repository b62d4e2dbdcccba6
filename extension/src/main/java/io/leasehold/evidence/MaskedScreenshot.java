package io.leasehold.evidence;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Takes a screenshot on which secret fields are covered, in frames too: password and one-time-code fields, what the
 * profile names, and fields that hold a secret that is known. What stands in the first three is known from then on, and
 * so are the tokens that the page's session has by now.
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class MaskedScreenshot {

    private static final String SECRET_FIELDS =
            "input[type=password], [autocomplete~=one-time-code i], [autocomplete*=password i]";

    private static final String ANY_FIELD = "input, textarea";

    private MaskedScreenshot() {}

    /**
     * Takes one. Call it on the page's thread.
     *
     * @param page the page
     * @param redactor knows the secrets, and learns some
     * @return a PNG file
     */
    public static byte[] take(Page page, Redactor redactor) {
        return take(page, redactor, CaptureSettings.usual());
    }

    /** A page that goes elsewhere meanwhile is looked at once more. */
    static byte[] take(Page page, Redactor redactor, CaptureSettings settings) {
        try {
            return once(page, redactor, settings);
        } catch (TimeoutError e) {
            throw e;
        } catch (PlaywrightException e) {
            if (page.isClosed()) {
                throw e;
            }
            return once(page, redactor, settings);
        }
    }

    /** A page that hangs is found out by the picture, which has a limit; looking into fields has none. */
    private static byte[] once(Page page, Redactor redactor, CaptureSettings settings) {
        List<String> further = Stream.concat(redactor.covered().stream(), settings.masks().stream())
                .toList();
        List<Frame> frames =
                page.frames().stream().filter(frame -> !frame.isDetached()).toList();
        List<Locator> masks =
                frames.stream().flatMap(frame -> masks(frame, further)).toList();
        byte[] picture = shot(page, masks, settings);
        redactor.addAll(contents(masks));
        redactor.addAll(SessionTokens.of(page));
        List<Locator> filled = frames.stream()
                .filter(frame -> !frame.isDetached())
                .flatMap(frame -> filled(frame, redactor))
                .toList();
        return filled.isEmpty() ? picture : shot(page, joined(masks, filled), settings);
    }

    private static List<Locator> joined(List<Locator> some, List<Locator> others) {
        List<Locator> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static byte[] shot(Page page, List<Locator> masks, CaptureSettings settings) {
        return page.screenshot(new Page.ScreenshotOptions()
                .setMask(masks)
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setTimeout((double) settings.timeout().toMillis()));
    }

    /** A login, or a test, may type a secret into a field that is not made for one. */
    private static Stream<Locator> filled(Frame frame, Redactor redactor) {
        Locator fields = frame.locator(ANY_FIELD);
        List<?> values = (List<?>) fields.evaluateAll("fields => fields.map(field => String(field.value ?? ''))");
        return IntStream.range(0, values.size())
                .filter(at -> redactor.isSecret(String.valueOf(values.get(at))))
                .mapToObj(fields::nth);
    }

    /** Returns what stands in covered places: Playwright's assertions quote what they see. */
    private static List<String> contents(List<Locator> masks) {
        return masks.stream()
                .map(found -> found.evaluateAll(
                        "found => found.map(one => String(one.value ?? one.textContent ?? '').trim())"))
                .flatMap(values -> ((List<?>) values).stream().map(String::valueOf))
                .toList();
    }

    private static Stream<Locator> masks(Frame frame, List<String> further) {
        return Stream.concat(Stream.of(SECRET_FIELDS), further.stream()).map(frame::locator);
    }
}
