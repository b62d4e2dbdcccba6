package io.leasehold.jupiter;

import io.leasehold.Access;
import io.leasehold.LeasedPage;
import java.lang.annotation.Annotation;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Turns {@link LeasedPage} parameters into locks of JUnit's scheduler. Immutable. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class LeasedPageLocks implements ResourceLocksProvider {

    private static final String KEY = "io.leasehold.profile/";

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        List<Executable> executables = new ArrayList<>(methods(testClass, BeforeAll.class, AfterAll.class));
        if (isPerClass(testClass)) {
            executables.addAll(List.of(testClass.getDeclaredConstructors()));
        }
        return locks(executables);
    }

    @Override
    public Set<Lock> provideForNestedClass(List<Class<?>> enclosingInstanceTypes, Class<?> testClass) {
        return provideForClass(testClass);
    }

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
        List<Executable> executables = new ArrayList<>(List.of(testMethod));
        Stream.concat(enclosingInstanceTypes.stream(), Stream.of(testClass)).forEach(type -> {
            executables.addAll(methods(type, BeforeEach.class, AfterEach.class));
            if (!isPerClass(type)) {
                executables.addAll(List.of(type.getDeclaredConstructors()));
            }
        });
        return locks(executables);
    }

    private static boolean isPerClass(Class<?> type) {
        return AnnotationSupport.findAnnotation(type, TestInstance.class)
                .filter(instance -> instance.value() == TestInstance.Lifecycle.PER_CLASS)
                .isPresent();
    }

    private static List<Method> methods(
            Class<?> type, Class<? extends Annotation> before, Class<? extends Annotation> after) {
        return Stream.of(before, after)
                .flatMap(annotation ->
                        AnnotationSupport.findAnnotatedMethods(type, annotation, HierarchyTraversalMode.TOP_DOWN)
                                .stream())
                .toList();
    }

    /** One that is asked for both ways is needed alone. */
    private static Set<Lock> locks(List<Executable> executables) {
        Map<String, Access> wanted = new HashMap<>();
        executables.stream()
                .flatMap(executable -> Arrays.stream(executable.getParameters()))
                .flatMap(parameter -> AnnotationSupport.findAnnotation(parameter, LeasedPage.class).stream())
                .forEach(page -> wanted.merge(
                        page.profile(), page.access(), (one, other) -> one == Access.EXCLUSIVE ? one : other));
        return wanted.entrySet().stream()
                .map(one -> new Lock(KEY + one.getKey(), mode(one.getValue())))
                .collect(Collectors.toSet());
    }

    private static ResourceAccessMode mode(Access access) {
        return switch (access) {
            case SHARED -> ResourceAccessMode.READ;
            case EXCLUSIVE -> ResourceAccessMode.READ_WRITE;
        };
    }
}
