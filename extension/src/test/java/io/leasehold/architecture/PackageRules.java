package io.leasehold.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** Rules about packages. */
final class PackageRules {
    private static final List<String> PLAYWRIGHT_USERS =
            List.of("", ".browser..", ".worker..", ".page..", ".readback..", ".evidence..", ".profile..");
    private static final List<String> BANNED_NAMES = List.of("util", "common", "helper", "manager", "base", "model");

    private PackageRules() {}

    static ArchRule arrows(String root) {
        return classes().that(areUnder(root)).should(new FollowArrows(new PackageArrows(root)));
    }

    /** The root's own arrows are held by {@link #arrows}: it may know nobody, so no circle passes through it. */
    static ArchRule cycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    static ArchRule playwright(String root) {
        var users = PLAYWRIGHT_USERS.stream().map(root::concat).toArray(String[]::new);
        return noClasses()
                .that(areUnder(root).and(DescribedPredicate.not(resideInAnyPackage(users))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.microsoft.playwright..")
                .allowEmptyShould(true)
                .as("Playwright is imported only by browser, worker, page, readback, evidence, profile and the faces");
    }

    /** An annotation of the public face must name its extension, hence the second exception. */
    static ArchRule junit(String root) {
        var jupiter = resideInAPackage(root + ".jupiter..");
        return noClasses()
                .that(areUnder(root).and(DescribedPredicate.not(jupiter.or(PackageArrows.annotationIn(root)))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.junit..")
                .as("JUnit is imported only by jupiter and the annotations of the public face");
    }

    static ArchRule nullMarked(String root) {
        return classes().that(areUnder(root)).should(satisfy("live in a @NullMarked package", type -> type.getPackage()
                .isAnnotatedWith(NullMarked.class)));
    }

    static ArchRule packageNames(String root) {
        return classes()
                .that(areUnder(root))
                .should(satisfy(
                        "live in a package that says what it is about, not in one of " + BANNED_NAMES,
                        type -> List.of(type.getPackageName().split("\\.", -1)).stream()
                                .noneMatch(BANNED_NAMES::contains)));
    }

    private static DescribedPredicate<JavaClass> areUnder(String root) {
        return resideInAPackage(root + "..");
    }

    private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> claim) {
        return ArchCondition.from(DescribedPredicate.describe(description, claim));
    }

    /** Reports every dependency that is no arrow of the design. */
    private static final class FollowArrows extends ArchCondition<JavaClass> {
        private final PackageArrows arrows;

        FollowArrows(PackageArrows arrows) {
            super("follow the arrows of the design");
            this.arrows = arrows;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (!arrows.isDrawn(type)) {
                events.add(SimpleConditionEvent.violated(
                        type, type.getName() + " lives in a package that the design's arrows do not show"));
            }
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> !arrows.allow(type, dependency.getTargetClass()))
                    .forEach(
                            dependency -> events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
        }
    }
}
