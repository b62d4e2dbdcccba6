package io.leasehold.secrets;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** Blocks of colours that stand nowhere else on a page, each inside a place that no picture may show; and one outside. */
final class Blocks {

    /** The block that has to be seen: without it, a picture proves nothing. */
    static final String TWIN = "twin";

    private static final Map<String, Integer> COLOURS = colours();

    private Blocks() {}

    private static Map<String, Integer> colours() {
        Map<String, Integer> colours = new LinkedHashMap<>();
        colours.put(TWIN, 0x0B7A3D);
        colours.put("password field", 0xC1A2B3);
        colours.put("new password that is shown", 0x9D4411);
        colours.put("one-time code", 0x2471A3);
        colours.put("one-time code of a section", 0x7D6608);
        colours.put("masked element", 0x117A65);
        colours.put("field with a known secret", 0x6C3483);
        colours.put("password field in a frame", 0xA04000);
        return colours;
    }

    /**
     * Returns the blocks as HTML.
     *
     * @param known a secret that the run knows
     */
    static String html(String known) {
        return """
                <style>.b { position: absolute; left: 20px; width: 90px; height: 30px; border: 0; padding: 0; margin: 0 }</style>
                <div class=b style="top:200px;background:%s"></div>
                <input class=b style="top:240px;background:%s" type=password id=typed>
                <input class=b style="top:280px;background:%s" autocomplete=New-Password id=shown>
                <div class="b account-number" style="top:400px;background:%s"></div>
                <input class=b style="top:440px;background:%s" id=filled value='%s'>
                <iframe class=b style="top:480px" srcdoc="<body style='margin:0'><input type=password
                  style='border:0;width:80px;height:25px;background:%s'>"></iframe>
                """
                .formatted(
                        css(TWIN),
                        css("password field"),
                        css("new password that is shown"),
                        css("masked element"),
                        css("field with a known secret"),
                        known,
                        css("password field in a frame"));
    }

    /** Returns more of them, for pages that no probe looks at: it would stop at what it takes for a prompt. */
    static String codes() {
        return """
                <input class=b style="top:320px;background:%s" autocomplete=one-time-code id=code>
                <input class=b style="top:360px;background:%s" autocomplete="section-a One-Time-Code">
                """
                .formatted(css("one-time code"), css("one-time code of a section"));
    }

    private static String css(String block) {
        return String.format(Locale.ROOT, "#%06X", COLOURS.get(block));
    }

    /** Counts the pixels of each block in a picture; blocks of which there is none are left out. */
    static Map<String, Integer> in(byte[] png) throws IOException {
        Map<String, Integer> seen = new LinkedHashMap<>();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int colour = image.getRGB(x, y) & 0xFFFFFF;
                COLOURS.forEach((block, its) -> {
                    if (its == colour) {
                        seen.merge(block, 1, Integer::sum);
                    }
                });
            }
        }
        return seen;
    }

    static int count() {
        return COLOURS.size();
    }
}
