package io.leasehold.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** Rules about what code does, wherever it lives. */
final class CodeRules {
    private static final Set<String> COLLECTION_FACES =
            Set.of(Collection.class.getName(), List.class.getName(), Set.class.getName(), Map.class.getName());

    private static final Set<String> GENERIC_EXCEPTIONS = Set.of(
            Throwable.class.getName(),
            Exception.class.getName(),
            RuntimeException.class.getName(),
            Error.class.getName());

    private CodeRules() {}

    static ArchRule typeNames() {
        return classes().should().haveNameNotMatching(".*(Manager|Helper|Utils?)(\\$.*)?");
    }

    static ArchRule api() {
        return classes().that().arePublic().and().areTopLevelClasses().should().beAnnotatedWith(API.class);
    }

    static ArchRule clock() {
        return noAccess(
                "read the clock of the machine, for a Clock is injected (System.nanoTime is free)",
                access -> reads(access, System.class, "currentTimeMillis")
                        || reads(access, Date.class, "<init>")
                        || isNowWithoutClock(access));
    }

    static ArchRule statics() {
        return fields().that()
                .haveModifier(STATIC)
                .and()
                .doNotHaveModifier(SYNTHETIC)
                .should(ArchCondition.from(DescribedPredicate.describe(
                        "be final and of a type that can be immutable", CodeRules::isConstant)));
    }

    static ArchRule threadLocals() {
        return noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);
    }

    static ArchRule standardStreams(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".cli..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .as("only cli speaks on the standard streams");
    }

    static ArchRule genericExceptions() {
        // ArchUnit's own rule lets Error pass.
        return noAccess(
                "throw an exception that names no reason",
                access -> access.getName().equals("<init>")
                        && GENERIC_EXCEPTIONS.contains(access.getTargetOwner().getName())
                        && !access.getOriginOwner().isAssignableTo(Throwable.class));
    }

    static ArchRule sleep() {
        return noAccess(
                "sleep, for a test waits for a condition",
                access -> reads(access, Thread.class, "sleep") || reads(access, TimeUnit.class, "sleep"));
    }

    private static ArchRule noAccess(String description, Predicate<JavaAccess<?>> access) {
        return noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe("the accessor would " + description, access))
                .as("no class may " + description);
    }

    private static boolean reads(JavaAccess<?> access, Class<?> owner, String name) {
        return access.getTargetOwner().isEquivalentTo(owner) && access.getName().equals(name);
    }

    private static boolean isNowWithoutClock(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().startsWith("java.time")
                && access.getName().equals("now")
                && !access.getTarget().getFullName().contains(Clock.class.getName());
    }

    private static boolean isConstant(JavaField field) {
        var type = field.getRawType();
        var mutable = type.isArray()
                || type.getPackageName().equals("java.util.concurrent.atomic")
                || (isCollection(type) && !COLLECTION_FACES.contains(type.getName()));
        return field.getModifiers().contains(JavaModifier.FINAL) && !mutable;
    }

    private static boolean isCollection(JavaClass type) {
        return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }
}
