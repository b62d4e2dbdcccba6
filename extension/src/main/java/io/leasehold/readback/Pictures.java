package io.leasehold.readback;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.LeaseholdException;
import io.leasehold.ReadbackAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Pictures of a page before and after it was read again, side by side in the evidence of its lease. */
final class Pictures {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final String PAGE =
            """
            <!doctype html>
            <meta charset="utf-8">
            <title>{title}</title>
            <style>
              body { font: 14px sans-serif; margin: 1em } pre { white-space: pre-wrap }
              main { display: flex; gap: 1em } figure { margin: 0; flex: 1 } img { width: 100%; border: 1px solid #888 }
            </style>
            <pre>{message}</pre>
            <main>{figures}</main>
            """;

    private Pictures() {}

    /** Takes one; a page that does not answer gives an empty one, for no picture is no reason to hide the failure. */
    static Picture of(ReadbackAccess access, Page page) {
        try {
            return page.isClosed() ? Picture.NONE : new Picture(access.picture(page));
        } catch (PlaywrightException e) {
            return Picture.NONE;
        }
    }

    /** Keeps both, and a page that shows them beside each other with a text. */
    static List<Path> keep(ReadbackAccess access, Picture before, Picture after, String text) {
        List<Path> kept = new ArrayList<>();
        StringBuilder figures = new StringBuilder();
        try {
            keep(access, "before", before, figures, kept);
            keep(access, "after", after, figures, kept);
            String headline = text.lines().findFirst().orElse("");
            // The text comes last: it may hold the words that stand for the others.
            String page = PAGE.replace("{title}", escaped(headline))
                    .replace("{figures}", figures)
                    .replace("{message}", escaped(text));
            kept.add(0, access.keep("readback.html", page.getBytes(StandardCharsets.UTF_8)));
        } catch (LeaseholdException e) {
            LOGGER.log(System.Logger.Level.WARNING, "No evidence of a readback: " + e.getMessage());
        }
        return kept;
    }

    private static void keep(
            ReadbackAccess access, String when, Picture picture, StringBuilder figures, List<Path> kept) {
        if (picture.isEmpty()) {
            return;
        }
        Path file = access.keep("readback-" + when + ".png", picture.png());
        kept.add(file);
        figures.append("<figure><figcaption>")
                .append(when)
                .append("</figcaption><img alt=\"")
                .append(when)
                .append("\" src=\"")
                .append(escaped(String.valueOf(file.getFileName())))
                .append("\"></figure>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
