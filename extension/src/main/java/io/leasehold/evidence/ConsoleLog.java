package io.leasehold.evidence;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Collects the newest console messages, uncaught errors and failed requests of pages.
 *
 * <p>Pages report on their own threads; reading is thread-safe. Attach and detach on the page's thread.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class ConsoleLog {

    private static final int FIRST_ERROR = 400;
    private static final int LONGEST_READ = 16_384;
    private static final int LONGEST_KEPT = 2_048;

    private final Redactor redactor;
    private final Clock clock;
    private final Ring<ConsoleEntry> messages;
    private final Ring<FailedRequest> requests;
    private final Consumer<ConsoleMessage> onMessage = this::message;
    private final Consumer<String> onError = this::pageError;
    private final Consumer<Request> onFailed = this::failed;
    private final Consumer<Response> onResponse = this::response;

    /**
     * Makes an empty log.
     *
     * @param redactor is applied before anything is kept
     * @param clock tells when things came
     * @param capacity how many messages, and how many requests, are kept
     */
    public ConsoleLog(Redactor redactor, Clock clock, int capacity) {
        this.redactor = redactor;
        this.clock = clock;
        this.messages = new Ring<>(capacity);
        this.requests = new Ring<>(capacity);
    }

    /**
     * Starts to listen to a page.
     *
     * @param page the page
     */
    public void attach(Page page) {
        page.onConsoleMessage(onMessage);
        page.onPageError(onError);
        page.onRequestFailed(onFailed);
        page.onResponse(onResponse);
    }

    /**
     * Stops listening to a page.
     *
     * @param page the page
     */
    public void detach(Page page) {
        page.offConsoleMessage(onMessage);
        page.offPageError(onError);
        page.offRequestFailed(onFailed);
        page.offResponse(onResponse);
    }

    /**
     * Reads what the page itself remembers, for pages that nobody listened to: listening costs every test messages
     * from the browser, remembering costs none.
     *
     * @param page the page
     */
    public void collect(Page page) {
        page.consoleMessages().forEach(this::message);
        page.pageErrors().forEach(this::pageError);
        for (Request request : page.requests()) {
            if (request.failure() != null) {
                failed(request);
            }
            Response response = request.existingResponse();
            if (response != null) {
                response(response);
            }
        }
    }

    /**
     * Lists the messages and errors, oldest first.
     *
     * @return a copy
     */
    public List<ConsoleEntry> messages() {
        return messages.entries();
    }

    /**
     * Lists the failed requests, oldest first.
     *
     * @return a copy
     */
    public List<FailedRequest> requests() {
        return requests.entries();
    }

    /**
     * Counts what no longer fitted.
     *
     * @return how many messages and requests were dropped
     */
    public long dropped() {
        return messages.dropped() + requests.dropped();
    }

    private void message(ConsoleMessage message) {
        messages.add(new ConsoleEntry(
                clock.instant(), message.type(), text(message.text()), redactor.redactUrl(message.location())));
    }

    private void pageError(String error) {
        messages.add(new ConsoleEntry(clock.instant(), "pageerror", text(error), ""));
    }

    private void failed(Request request) {
        String reason = text(Objects.toString(request.failure(), ""));
        requests.add(new FailedRequest(clock.instant(), request.method(), url(request.url()), 0, reason));
    }

    private void response(Response response) {
        if (response.status() >= FIRST_ERROR) {
            String method = response.request().method();
            requests.add(new FailedRequest(clock.instant(), method, url(response.url()), response.status(), ""));
        }
    }

    private String text(String text) {
        return Clip.redacted(redactor.redact(Clip.unredacted(text, LONGEST_READ)), LONGEST_KEPT);
    }

    private String url(String url) {
        return Clip.redacted(redactor.redactUrl(url), LONGEST_KEPT);
    }
}
