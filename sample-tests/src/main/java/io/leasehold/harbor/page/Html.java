package io.leasehold.harbor.page;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Markup that is safe to send. Immutable. */
public record Html(String markup) {
    public static final Html NOTHING = new Html("");
    private static final String PLACE = "{}";

    /** Fills the places {@code {}} of a template in order: markup as it is, everything else escaped. */
    public static Html of(String template, Object... parts) {
        var filled = new StringBuilder();
        int from = 0;
        for (Object part : parts) {
            int place = template.indexOf(PLACE, from);
            if (place < 0) {
                throw new IllegalArgumentException(
                        "The template has fewer places than the " + parts.length + " parts.");
            }
            filled.append(template, from, place);
            filled.append(part instanceof Html html ? html.markup : escape(String.valueOf(part)));
            from = place + PLACE.length();
        }
        if (template.indexOf(PLACE, from) >= 0) {
            throw new IllegalArgumentException("The template has more places than the " + parts.length + " parts.");
        }
        return new Html(filled.append(template, from, template.length()).toString());
    }

    /** Puts pieces one after the other. */
    public static Html join(Stream<Html> pieces) {
        return new Html(pieces.map(Html::markup).collect(Collectors.joining("\n")));
    }

    /** Returns the markup when the condition holds. */
    public Html when(boolean condition) {
        return condition ? this : NOTHING;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
