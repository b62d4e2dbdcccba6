package io.leasehold.harbor.browser;

import io.javalin.http.Context;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;

/** Popups, new tabs, dialogs, and a page that does not want to be left. Thread-safe. */
public final class WindowPages {
    private final Layout layout;

    public WindowPages(Layout layout) {
        this.layout = layout;
    }

    public void page(Context ctx) {
        layout.show(
                ctx,
                "Windows and dialogs",
                Html.of(
                        """
                        <section class="row">
                          <button type="button" id="popup">Open popup</button>
                          <a href="/windows/popup" target="_blank" rel="noopener">New tab without opener</a>
                          <a href="/windows/popup" target="_blank" rel="opener">New tab with opener</a>
                          <a href="/windows/unsaved">Unsaved changes</a>
                        </section>
                        <p>Popup said: <output data-testid="popup-said">nothing</output></p>
                        <section class="row">
                          <button type="button" id="alert">Alert</button>
                          <button type="button" id="confirm">Confirm</button>
                          <button type="button" id="prompt">Prompt</button>
                        </section>
                        <p>Dialog answer: <output data-testid="dialog-answer">none</output></p>
                        {}
                        """,
                        layout.script("windows.js")));
    }

    public void popup(Context ctx) {
        layout.showBare(
                ctx,
                "Popup",
                Html.of(
                        """
                        <p>Opener: <output data-testid="opener">unknown</output></p>
                        <button type="button" id="greet">Greet opener</button>
                        <button type="button" id="close">Close</button>
                        {}
                        """,
                        layout.script("popup.js")));
    }

    public void unsaved(Context ctx) {
        layout.show(
                ctx,
                "Unsaved changes",
                Html.of(
                        """
                        <p>Once you have typed something, the browser asks before it leaves this page.</p>
                        <label>Draft <textarea id="draft" rows="4"></textarea></label>
                        <p><a href="/windows">Back to windows</a></p>
                        {}
                        """,
                        layout.script("unsaved.js")));
    }
}
