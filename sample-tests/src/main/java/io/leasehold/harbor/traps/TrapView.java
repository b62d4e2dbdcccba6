package io.leasehold.harbor.traps;

import io.javalin.http.Context;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import java.util.stream.Stream;

/** The page of a trap: the same form on all of them. Thread-safe. */
final class TrapView {
    private final Layout layout;

    TrapView(Layout layout) {
        this.layout = layout;
    }

    /**
     * What is on the page.
     *
     * @param fields with their labels
     * @param status what the page says was done; empty when nothing
     * @param script which of the application's scripts it has, and then that script says when it is ready; empty for none
     * @param attributes of the form
     */
    record Content(Html fields, String status, String script, Html attributes) {
        static Content of(Html fields, String script) {
            return new Content(fields, "", script, Html.NOTHING);
        }

        Content with(Html more) {
            return new Content(fields, status, script, more);
        }

        Content saying(String text) {
            return new Content(fields, text, script, attributes);
        }
    }

    static Html field(String value) {
        return field("Value", TrapRecords.VALUE, value);
    }

    static Html field(String label, String name, String value) {
        return Html.of("<label>{} <input name=\"{}\" value=\"{}\"></label>", label, name, value);
    }

    void show(Context ctx, TrapPlace place, Content content) {
        show(ctx, place, content, Html.of("<button>Save</button>"));
    }

    /** Sends the page with another end of its form. */
    void show(Context ctx, TrapPlace place, Content content, Html end) {
        boolean scripted = !content.script().isEmpty();
        layout.show(
                ctx,
                "Trap " + place.trap().number(),
                Html.of(
                        """
                        <p>{}: {}.</p>
                        <form id="trap" method="post" action="{}" class="stack"{}{}>
                          {}{}{}
                          <p role="status">{}</p>
                        </form>
                        {}
                        """,
                        place.honest() ? "The honest twin of" : "A trap",
                        place.trap().description(),
                        place.address(),
                        Html.of(" data-ready=\"yes\"").when(!scripted),
                        content.attributes(),
                        Layout.token(ctx),
                        content.fields(),
                        end,
                        content.status(),
                        scripted ? scripts(content.script()) : Html.NOTHING));
    }

    private Html scripts(String script) {
        return Html.join(Stream.of("trap.js", script).map(layout::script));
    }
}
