package io.leasehold.evidence;

import java.util.regex.Pattern;

/** Takes out what a terminal or a reader would act upon instead of showing; new lines and tabs stay. */
final class ControlCharacters {

    private static final Pattern ANSI = Pattern.compile("\\u001B(?:\\[[0-?]{0,64}["
            + " -/]{0,8}[@-~]|\\][^\\u0007\\u001B]{0,2048}(?:\\u0007|\\u001B\\\\)?|[@-Z\\\\^_])");
    private static final Pattern CONTROL = Pattern.compile(
            "[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF]");

    private ControlCharacters() {}

    static String strip(String text) {
        return CONTROL.matcher(ANSI.matcher(text).replaceAll("")).replaceAll("");
    }
}
