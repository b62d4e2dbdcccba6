package io.leasehold.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How many rows to show. */
final class LimitOption {

    private static final int MOST = 100_000;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            converter = Converter.class,
            description = "How many to show, the newest first; default 20.")
    private int limit = 20;

    int limit() {
        return limit;
    }

    static final class Converter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("0*[1-9]\\d{0,5}") || Integer.parseInt(text) > MOST) {
                throw new TypeConversionException("'" + (text.length() > 20 ? text.substring(0, 20) + "…" : text)
                        + "' is no whole number from 1 to " + MOST + ".");
            }
            return Integer.valueOf(text);
        }
    }
}
