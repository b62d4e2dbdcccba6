package io.leasehold.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the guard's table with the protocol of the Playwright in use. Requirement: L5, L6. */
final class GuardTableTests {

    /** What other supported versions have and this one does not. */
    private static final Set<String> OTHER_VERSIONS = Set.of("BrowserType.connect");

    private static final Pattern PARAMETERS = Pattern.compile("scheme\\.([A-Z][A-Za-z]+)Params\\b");

    @Test
    void knowsEveryMethodOfTheGuardedTypes() throws IOException {
        assertThat(protocol()).hasSizeGreaterThan(60).allSatisfy(call -> assertThat(
                        GuardTable.knows(type(call), method(call)))
                .as(call)
                .isTrue());
    }

    @Test
    void hasNoMethodThatTheProtocolDoesNotHave() throws IOException {
        Set<String> unheardOf = new TreeSet<>(GuardTable.calls());
        unheardOf.removeAll(protocol());

        assertThat(unheardOf).isEqualTo(new TreeSet<>(OTHER_VERSIONS));
    }

    @Test
    void everyGuardedTypeIsOneOfTheProtocol() throws IOException {
        Set<String> types = new TreeSet<>();
        protocol().forEach(call -> types.add(type(call)));

        assertThat(types).isEqualTo(new TreeSet<>(GuardTable.guardedTypes()));
    }

    @Test
    void refusesWhatItDoesNotKnowOnAGuardedTypeAndLetsItPassOnAPage() {
        assertThat(GuardTable.entry("BrowserContext", "inventedTomorrow").rule())
                .isEqualTo(GuardTable.Rule.PROVIDER_ONLY);
        assertThat(GuardTable.entry("Page", "inventedTomorrow").rule()).isEqualTo(GuardTable.Rule.ALLOW);
        assertThat(GuardTable.entry("BrowserContext", "waitForEventInfo").rule())
                .isEqualTo(GuardTable.Rule.ALLOW);
    }

    @Test
    void everyRefusalNamesAWayToGo() {
        assertThat(GuardTable.calls()).allSatisfy(call -> {
            GuardTable.Entry entry = GuardTable.entry(type(call), method(call));
            assertThat(entry.insteadOf().isBlank()).as(call).isEqualTo(entry.rule() == GuardTable.Rule.ALLOW);
        });
    }

    private static String type(String call) {
        return call.substring(0, call.indexOf('.'));
    }

    private static String method(String call) {
        return call.substring(call.indexOf('.') + 1);
    }

    /** Returns {@code Type.method} for every method of a guarded type, as the driver's validators name them. */
    private static Set<String> protocol() throws IOException {
        Set<String> calls = new TreeSet<>();
        Matcher names = PARAMETERS.matcher(driver());
        while (names.find()) {
            String type = typeOf(names.group(1));
            if (!type.isEmpty()) {
                String method = names.group(1).substring(type.length());
                calls.add(type + "." + method.substring(0, 1).toLowerCase(Locale.ROOT) + method.substring(1));
            }
        }
        return calls;
    }

    /** The longest type wins: {@code BrowserContextClose} is not a method {@code contextClose} of Browser. */
    private static String typeOf(String validator) {
        String longest = "";
        for (String type : GuardTable.guardedTypes()) {
            boolean fits = validator.startsWith(type) && validator.length() > type.length();
            longest = fits && type.length() > longest.length() ? type : longest;
        }
        return longest;
    }

    private static String driver() throws IOException {
        try (InputStream bundle =
                GuardTableTests.class.getClassLoader().getResourceAsStream("driver/package/lib/coreBundle.js")) {
            assertThat(bundle).as("the driver on the class path").isNotNull();
            return new String(bundle.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
