package io.leasehold.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may know whom: section 2 of the design as a table. The root is the empty name; all may know it. Immutable. */
record PackageArrows(String root) {
    private static final Set<String> TOLD = Set.of("evidence", "timeline");
    private static final Set<String> LOW = Set.of("worker", "browser", "registry", "profile");
    private static final Set<String> HIGH = Set.of("page", "checkout");
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("", Set.of()),
            Map.entry("profile", Set.of()),
            Map.entry("evidence", Set.of("profile")),
            Map.entry("timeline", Set.of("profile")),
            Map.entry("readback", TOLD),
            Map.entry("worker", union(List.of(TOLD, LOW))),
            Map.entry("browser", union(List.of(TOLD, LOW))),
            Map.entry("registry", union(List.of(TOLD, LOW))),
            Map.entry("page", union(List.of(TOLD, LOW, HIGH))),
            Map.entry("checkout", union(List.of(TOLD, LOW, HIGH))),
            Map.entry("suite", union(List.of(TOLD, LOW, HIGH, Set.of("readback")))),
            Map.entry("jupiter", union(List.of(TOLD, LOW, HIGH, Set.of("readback", "suite")))),
            Map.entry("cli", union(List.of(TOLD, LOW, HIGH, Set.of("readback", "suite")))));

    /** Annotations of the public face name their extension class in {@code @ExtendWith}: the one arrow upwards. */
    static DescribedPredicate<JavaClass> annotationIn(String root) {
        return DescribedPredicate.describe(
                "annotation of the public face",
                type -> type.isAnnotation() && type.getPackageName().equals(root));
    }

    boolean isDrawn(JavaClass type) {
        return MAY_KNOW.containsKey(part(type));
    }

    boolean allow(JavaClass from, JavaClass to) {
        if (!isUnderRoot(to) || part(to).isEmpty() || part(from).equals(part(to))) {
            return true;
        }
        return annotationIn(root).test(from)
                ? part(to).equals("jupiter")
                : MAY_KNOW.getOrDefault(part(from), Set.of()).contains(part(to));
    }

    private boolean isUnderRoot(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(root + ".");
    }

    private String part(JavaClass type) {
        var below = type.getPackageName().substring(root.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
    }

    private static Set<String> union(List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
