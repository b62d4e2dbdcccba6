package io.leasehold.readback;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notes what leaves a page, and the popups it opens, from its making on. Confined to the page's thread; whoever listens
 * closes it.
 */
final class WriteLog implements AutoCloseable {

    private final IdentityHashMap<Request, Sent> byRequest = new IdentityHashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Page> heard = new ArrayList<>();
    private final Consumer<Request> requested = this::requested;
    private final Consumer<Response> answered = this::answered;
    private final Consumer<Request> finished = this::finished;
    private final Consumer<Request> failed = this::failed;
    private final Consumer<Page> opened = this::listen;

    private WriteLog() {}

    static WriteLog of(Page page) {
        WriteLog log = new WriteLog();
        log.listen(page);
        return log;
    }

    private void listen(Page page) {
        heard.add(page);
        page.onRequest(requested);
        page.onResponse(answered);
        page.onRequestFinished(finished);
        page.onRequestFailed(failed);
        page.onPopup(opened);
    }

    private void requested(Request request) {
        @Nullable Request before = request.redirectedFrom();
        @Nullable Sent earlier = before == null ? null : byRequest.get(before);
        if (earlier != null) {
            if (WriteRules.mayWrite(request.method())) {
                earlier.redirected();
                byRequest.put(request, earlier);
            }
            return;
        }
        Sent one = Sent.of(request, pageOf(request));
        byRequest.put(request, one);
        sent.add(one);
    }

    private String pageOf(Request request) {
        try {
            String url = request.frame().page().url();
            return url.startsWith("http") ? url : heard.get(0).url();
        } catch (PlaywrightException e) {
            // The request of a page that is only being opened has no frame yet.
            return heard.get(0).url();
        }
    }

    private void answered(Response response) {
        with(response.request(), one -> one.answered(response));
    }

    private void finished(Request request) {
        with(request, Sent::finished);
    }

    private void failed(Request request) {
        with(request, one -> one.failed(request.failure()));
    }

    private void with(Request request, Consumer<Sent> what) {
        @Nullable Sent one = byRequest.get(request);
        if (one != null) {
            what.accept(one);
        }
    }

    /** Returns the requests that count, in their order. */
    List<Sent> writes(WriteRules rules) {
        return sent.stream().filter(rules::isWrite).toList();
    }

    @Override
    public void close() {
        for (Page page : heard) {
            page.offRequest(requested);
            page.offResponse(answered);
            page.offRequestFinished(finished);
            page.offRequestFailed(failed);
            page.offPopup(opened);
        }
        heard.clear();
    }
}
