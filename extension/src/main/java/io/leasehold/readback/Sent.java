package io.leasehold.readback;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request that left the page while a change was made. Confined to the page's thread. */
final class Sent {

    private static final long BODY_LIMIT_NANOS = 2_000_000_000L;

    private final String method;
    private final String url;
    private final String page;
    private final String contentType;
    private final String body;
    private final boolean outlivesThePage;
    private @Nullable Response response;
    private long answeredNanos;
    private boolean finished;
    private boolean graphQlRefusal;
    private String failure = "";

    private Sent(Request request, String page) {
        this.method = request.method();
        this.url = request.url();
        this.page = page;
        this.contentType = Objects.toString(request.headers().get("content-type"), "");
        this.body = bodyOf(request, contentType);
        this.outlivesThePage = request.resourceType().equals("ping");
    }

    static Sent of(Request request, String page) {
        return new Sent(request, page);
    }

    /** Only what may be GraphQL is looked at; forms and files never are. */
    private static String bodyOf(Request request, String contentType) {
        boolean ofForm = contentType.startsWith("multipart/") || contentType.contains("urlencoded");
        return ofForm || !request.method().equals("POST") ? "" : Objects.toString(request.postData(), "");
    }

    String method() {
        return method;
    }

    String url() {
        return url;
    }

    /** Returns the address of the page that sent it. */
    String page() {
        return page;
    }

    String contentType() {
        return contentType;
    }

    String body() {
        return body;
    }

    boolean outlivesThePage() {
        return outlivesThePage;
    }

    /** It was sent on to another address with method and body. */
    void redirected() {
        response = null;
        finished = false;
    }

    void answered(Response answer) {
        response = answer;
        answeredNanos = System.nanoTime();
    }

    void finished() {
        finished = true;
    }

    void failed(@Nullable String reason) {
        failure = reason == null || reason.isBlank() ? "failed" : reason;
        finished = true;
    }

    @Nullable
    Response response() {
        return response;
    }

    String failure() {
        return failure;
    }

    /** Tells whether nothing more is to come of it; an answer that never ends is settled a while after its status. */
    boolean isSettled() {
        return finished || (response != null && System.nanoTime() - answeredNanos > BODY_LIMIT_NANOS);
    }

    /** Tells whether it was a GraphQL request that was answered with errors and no data. */
    boolean isGraphQlRefusal() {
        return graphQlRefusal;
    }

    /** Reads what has to be read before its page is left: the body of an answer goes with it. */
    void readAnswer() {
        if (response != null && finished && GraphQl.isRequest(body)) {
            try {
                graphQlRefusal = GraphQl.isRefusal(response.text());
            } catch (PlaywrightException e) {
                // The page was left already: what the server shows decides.
            }
        }
    }

    boolean isAnswered() {
        return response != null;
    }
}
