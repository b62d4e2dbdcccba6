package io.leasehold.readback;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the page that the server sends has to show. Texts are as the page shows them: not redacted. */
interface Expectation {

    /**
     * What a page showed.
     *
     * @param holds whether it is what was expected
     * @param shown what it showed instead
     * @param place the line of the test that said so; may be empty
     */
    record Outcome(boolean holds, String shown, String place) {}

    /** Words what is expected. */
    String expected();

    /** Looks at a page. What the test's own code throws besides assertions and Playwright's errors is thrown on. */
    Outcome on(Page page);

    /** Returns what a page shows, where that can be told without asserting anything. */
    Optional<String> read(Page page);

    /** Assertions of the test's own, of whichever library. */
    static Expectation of(Consumer<Page> assertions) {
        return new Assertions(assertions);
    }

    /** A value and what reads it. */
    static <T extends @Nullable Object> Expectation of(T expected, Function<Page, T> reader) {
        return new Value<>(expected, reader);
    }

    /** Assertions. */
    record Assertions(Consumer<Page> assertions) implements Expectation {

        @Override
        public String expected() {
            return "that the assertions of the test hold";
        }

        @Override
        public Outcome on(Page page) {
            try {
                assertions.accept(page);
                return new Outcome(true, "", "");
            } catch (AssertionError e) {
                return new Outcome(false, String.valueOf(e.getMessage()), Place.of(e));
            } catch (PlaywrightException e) {
                return failed(page, e);
            }
        }

        @Override
        public Optional<String> read(Page page) {
            return Optional.empty();
        }
    }

    /** A value. */
    record Value<T extends @Nullable Object>(T value, Function<Page, T> reader) implements Expectation {

        @Override
        public String expected() {
            return quoted(value);
        }

        @Override
        public Outcome on(Page page) {
            try {
                T shown = reader.apply(page);
                return new Outcome(Objects.deepEquals(shown, value), quoted(shown), "");
            } catch (AssertionError e) {
                return new Outcome(false, String.valueOf(e.getMessage()), Place.of(e));
            } catch (PlaywrightException e) {
                return failed(page, e);
            }
        }

        @Override
        public Optional<String> read(Page page) {
            return Optional.of(quoted(reader.apply(page)));
        }
    }

    private static Outcome failed(Page page, PlaywrightException e) {
        if (page.isClosed()) {
            throw e;
        }
        return new Outcome(false, "It could not be read: " + e.getMessage(), Place.of(e));
    }

    private static String quoted(@Nullable Object value) {
        return value instanceof CharSequence ? "\"" + value + "\"" : String.valueOf(value);
    }
}
