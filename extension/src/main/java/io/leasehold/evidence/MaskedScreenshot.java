package io.leasehold.evidence;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.util.List;
import java.util.stream.Stream;

/** Takes a screenshot on which secret fields are covered, in frames too. */
final class MaskedScreenshot {

    private static final String SECRET_FIELDS =
            "input[type=password], [autocomplete=one-time-code], [autocomplete*=password]";

    private MaskedScreenshot() {}

    static byte[] take(Page page, CaptureSettings settings) {
        List<Locator> masks = page.frames().stream()
                .filter(frame -> !frame.isDetached())
                .flatMap(frame -> masks(frame, settings.masks()))
                .toList();
        return page.screenshot(new Page.ScreenshotOptions()
                .setMask(masks)
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setTimeout((double) settings.timeout().toMillis()));
    }

    /** Returns what stands in secret fields: Playwright's assertions quote the values of the fields that they see. */
    static List<String> covered(Page page) {
        return page.frames().stream()
                .filter(frame -> !frame.isDetached())
                .map(frame -> frame.locator(SECRET_FIELDS)
                        .evaluateAll("fields => fields.map(field => String(field.value ?? ''))"))
                .flatMap(values -> ((List<?>) values).stream().map(String::valueOf))
                .toList();
    }

    private static Stream<Locator> masks(Frame frame, List<String> further) {
        return Stream.concat(Stream.of(SECRET_FIELDS), further.stream()).map(frame::locator);
    }
}
