package io.leasehold.profile;

/** Makes a value of the file fit to be shown in a message: short, on one line, without login data of a URL. */
final class Quote {

    private static final int LENGTH = 80;

    private Quote() {}

    static String of(String value) {
        return "'" + shortened(value) + "'";
    }

    static String shortened(String value) {
        String start = value.length() <= 4 * LENGTH ? value : value.substring(0, 4 * LENGTH);
        String plain = start.replaceAll("[\\p{Cntrl}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "?")
                .replaceAll("//[^/@\\s]*@", "//…@")
                .replaceAll("\\?.*", "?…");
        return plain.length() <= LENGTH ? plain : plain.substring(0, LENGTH) + "…";
    }
}
