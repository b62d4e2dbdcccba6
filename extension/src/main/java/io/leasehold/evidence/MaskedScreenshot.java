package io.leasehold.evidence;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Takes a screenshot on which secret fields are covered, in frames too. */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class MaskedScreenshot {

    private static final String SECRET_FIELDS =
            "input[type=password], [autocomplete=one-time-code], [autocomplete*=password]";

    private static final String ANY_FIELD = "input, textarea";

    private MaskedScreenshot() {}

    static byte[] take(Page page, Redactor redactor, CaptureSettings settings) {
        List<String> further = Stream.concat(redactor.covered().stream(), settings.masks().stream())
                .toList();
        List<Locator> masks = page.frames().stream()
                .filter(frame -> !frame.isDetached())
                .flatMap(frame -> masks(frame, further))
                .toList();
        return shot(page, masks, settings);
    }

    private static byte[] shot(Page page, List<Locator> masks, CaptureSettings settings) {
        return page.screenshot(new Page.ScreenshotOptions()
                .setMask(masks)
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setTimeout((double) settings.timeout().toMillis()));
    }

    /**
     * Takes a screenshot on which fields are covered too whose content is a secret that is known. Call it on the page's
     * thread.
     *
     * @param page the page
     * @param redactor knows the secrets
     * @return a PNG file
     */
    public static byte[] take(Page page, Redactor redactor) {
        List<Locator> masks = page.frames().stream()
                .filter(frame -> !frame.isDetached())
                .flatMap(frame -> Stream.concat(masks(frame, redactor.covered()), filled(frame, redactor)))
                .toList();
        return shot(page, masks, CaptureSettings.usual());
    }

    /** A login may type a secret into a field that is not made for one. */
    private static Stream<Locator> filled(Frame frame, Redactor redactor) {
        Locator fields = frame.locator(ANY_FIELD);
        List<?> values = (List<?>) fields.evaluateAll("fields => fields.map(field => String(field.value ?? ''))");
        return IntStream.range(0, values.size())
                .filter(at -> redactor.isSecret(String.valueOf(values.get(at))))
                .mapToObj(fields::nth);
    }

    /** Returns what stands in covered fields: Playwright's assertions quote the values of the fields that they see. */
    static List<String> covered(Page page, Redactor redactor) {
        return page.frames().stream()
                .filter(frame -> !frame.isDetached())
                .flatMap(frame -> masks(frame, redactor.covered()))
                .map(found -> found.evaluateAll(
                        "found => found.map(one => String(one.value ?? one.textContent ?? '').trim())"))
                .flatMap(values -> ((List<?>) values).stream().map(String::valueOf))
                .toList();
    }

    private static Stream<Locator> masks(Frame frame, List<String> further) {
        return Stream.concat(Stream.of(SECRET_FIELDS), further.stream()).map(frame::locator);
    }
}
