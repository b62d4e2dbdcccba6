package io.leasehold.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Writes down what a page looked like when its test failed.
 *
 * <p>It never throws: what goes wrong is listed in the result and in the record itself. Call it on the page's thread.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class FailureEvidence {

    private static final int LONGEST_READ = 65_536;
    private static final int LONGEST_KEPT = 8_192;
    private static final double LONGEST_TITLE_WAIT = 500;
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private final Redactor redactor;
    private final Clock clock;
    private final CaptureSettings settings;

    /**
     * Sets evidence up.
     *
     * @param redactor is applied to every text
     * @param clock tells the time of the failure
     * @param settings how evidence is taken
     */
    public FailureEvidence(Redactor redactor, Clock clock, CaptureSettings settings) {
        this.redactor = redactor;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Writes {@code failure.png} and {@code failure.json}.
     *
     * @param page the page, which may be closed or hang
     * @param folder the lease's folder
     * @param context whose failure it is
     * @param log what the page reported
     * @return what was written and what could not be
     */
    public EvidenceResult capture(Page page, Path folder, FailureContext context, ConsoleLog log) {
        Capture capture = new Capture(folder);
        boolean answers =
                capture.attempt("failure.png", "the screenshot", () -> MaskedScreenshot.take(page, redactor, settings));
        String title = answers ? title(page, capture) : "";
        capture.attempt(
                "failure.json", "the record", () -> json(describe(page, title, context, log, capture.problems)));
        return new EvidenceResult(capture.files, capture.problems);
    }

    private FailureRecord describe(
            Page page, String title, FailureContext context, ConsoleLog log, List<String> problems) {
        return new FailureRecord(
                text(context.test()),
                context.lease().value(),
                context.profile().value(),
                clock.instant().toString(),
                redactor.redactUrl(page.url()),
                title,
                context.failure().map(one -> one.getClass().getName()).orElse(""),
                context.failure().map(this::message).orElse(""),
                log.messages().stream()
                        .map(one -> FailureRecord.Message.of(one, redactor))
                        .toList(),
                log.requests().stream()
                        .map(one -> FailureRecord.Request.of(one, redactor))
                        .toList(),
                log.dropped(),
                List.copyOf(problems));
    }

    /** {@code Page.title()} has no limit of its own and would wait for ever on a page that hangs. */
    private String title(Page page, Capture capture) {
        double limit = Math.min(LONGEST_TITLE_WAIT, (double) settings.timeout().toMillis());
        try {
            Locator title = page.locator("title").first();
            String read = title.textContent(new Locator.TextContentOptions().setTimeout(limit));
            return text(Objects.toString(read, ""));
        } catch (TimeoutError e) {
            // A page without a title is an ordinary page.
            return "";
        } catch (RuntimeException e) {
            capture.problem("the title", e);
            return "";
        }
    }

    private String message(Throwable failure) {
        try {
            return text(Objects.toString(failure.getMessage(), ""));
        } catch (RuntimeException e) {
            // Some exceptions build their message late, and that may fail.
            return "(no message: " + e.getClass().getName() + ")";
        }
    }

    private String text(String text) {
        return Clip.redacted(redactor.redact(Clip.unredacted(text, LONGEST_READ)), LONGEST_KEPT);
    }

    private static byte[] json(FailureRecord failure) throws JsonProcessingException {
        return (JSON.writeValueAsString(failure) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Gives the content of one file. */
    @FunctionalInterface
    private interface Content {
        byte[] get() throws IOException;
    }

    /** One capture: what it wrote and what it could not. */
    private final class Capture {

        private final Path folder;
        private final List<Path> files = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        Capture(Path folder) {
            this.folder = folder;
        }

        boolean attempt(String name, String what, Content content) {
            try {
                Path file = folder.resolve(name);
                PrivateFiles.write(file, content.get());
                return files.add(file);
            } catch (IOException | RuntimeException | LinkageError e) {
                problem(what, e);
                return false;
            }
        }

        void problem(String what, Throwable cause) {
            String reason = message(cause).lines().findFirst().orElse("no message");
            problems.add("No evidence of " + what + ": " + cause.getClass().getSimpleName() + ", "
                    + Clip.redacted(reason, 200) + ".");
        }
    }
}
