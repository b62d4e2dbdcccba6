package io.leasehold.secrets;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a product without any redaction would have had to write down: the same sources, word for word. Searching it shows
 * that the secrets came past, and that the search finds them. Thread-safe.
 */
final class RawCopy {

    static final RawCopy RAW = new RawCopy();

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final AtomicReference<byte[]> picture = new AtomicReference<>(new byte[0]);

    void hear(Page page) {
        page.onConsoleMessage(message -> said(message.text()));
        page.onPageError(this::said);
        page.onRequest(this::sent);
        page.onResponse(response -> said(String.valueOf(response.headers().get("location"))));
        page.onDialog(dialog -> {
            said(dialog.message());
            dialog.dismiss();
        });
    }

    private void sent(Request request) {
        said(request.method() + " " + request.url() + " " + request.headers() + " " + request.postData());
    }

    /** Takes a picture as anybody would. */
    void pictured(Page page) {
        picture.set(page.screenshot());
    }

    byte[] picture() {
        return picture.get().clone();
    }

    void said(String text) {
        texts.add(text);
    }

    String text() {
        return String.join("\n", texts);
    }
}
