package io.leasehold.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The house rules over the code of the house and over its tests. */
final class ArchitectureTests {
    private static final String HOUSE = "io.leasehold";
    private static final JavaClasses CODE = new ClassFileImporter().importPath("target/classes");
    private static final ClassFileImporter WITHOUT_CANARIES =
            new ClassFileImporter().withImportOption(location -> !location.contains("/architecture/canary/"));
    private static final JavaClasses TESTS = WITHOUT_CANARIES.importPath("target/test-classes");

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SLEEP")
    void holdsInTheCode(HouseRule rule) {
        rule.under(HOUSE).check(CODE);
    }

    @ParameterizedTest
    @EnumSource(names = {"PACKAGE_NAMES", "TYPE_NAMES", "SLEEP"})
    void holdsInTheTests(HouseRule rule) {
        rule.under(HOUSE).check(TESTS);
    }

    /** A test's package may be marked where the code under test lives: javac finds that mark on the class path. */
    @Test
    void everyTestPackageIsNullMarked() {
        HouseRule.NULL_MARKED.under(HOUSE).check(WITHOUT_CANARIES.importPaths("target/classes", "target/test-classes"));
    }

    /** A rule over an empty house always holds: what javac read, the rules must have seen. */
    @Test
    void seesEverySourceFile() {
        var seen = CODE.stream().filter(JavaClass::isTopLevelClass).map(JavaClass::getName);

        var written = SourceFile.under(Path.of("src/main/java")).stream().map(SourceFile::className);

        assertThat(seen.toList()).containsAll(written.toList()).hasSizeGreaterThan(10);
    }
}
