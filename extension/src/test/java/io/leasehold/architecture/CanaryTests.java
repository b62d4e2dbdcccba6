package io.leasehold.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every house rule bites: each is broken on purpose in the canary packages and must name each break. */
final class CanaryTests {
    private static final String CANARIES = "io.leasehold.architecture.canary";
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(CANARIES);

    @ParameterizedTest
    @EnumSource
    void bites(HouseRule rule) {
        var result = rule.under(CANARIES).evaluate(PLANTED);

        assertThat(result.hasViolation()).isTrue();
        assertThat(String.join("\n", result.getFailureReport().getDetails())).contains(plantedFor(rule));
    }

    private static List<String> plantedFor(HouseRule rule) {
        return switch (rule) {
            case ARROWS -> List.of("LooksUpwards", "LivesAnywhere");
            case CYCLES -> List.of("KnowsTheBrowser", "KnowsTheWorker");
            case PLAYWRIGHT -> List.of("ImportsPlaywright");
            case JUNIT -> List.of("ImportsJunit");
            case NULL_MARKED -> List.of("NobodyMarkedMe");
            case PACKAGE_NAMES -> List.of("LivesAnywhere");
            case TYPE_NAMES -> List.of("PageManager");
            case API -> List.of("PublicWithoutStatus");
            case CLOCK -> List.of("called()", "referred()", "local()", "millis()");
            case STATICS -> List.of(".MAP", ".NUMBER", ".ARRAY", ".count");
            case THREAD_LOCALS -> List.of("KeepsThreadLocals");
            case STANDARD_STREAMS -> List.of("Speaks.out()", "Speaks.err()");
            case GENERIC_EXCEPTIONS -> List.of("runtime()", "error()", "checked()");
            case SLEEP -> List.of("Sleeps.thread()", "Sleeps.unit()");
        };
    }
}
