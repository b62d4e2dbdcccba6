package io.leasehold.jupiter;

import io.leasehold.LeasedPage;
import io.leasehold.page.LeasedTab;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What one parameter asks for.
 *
 * @param annotation the annotation on it, or on an annotation on it
 * @param before what the parameters before it ask for
 * @param type the parameter's type
 */
record LeaseRequest(LeasedPage annotation, List<LeasedPage> before, Class<?> type) {

    static LeaseRequest of(ParameterContext parameter) {
        LeasedPage annotation = parameter
                .findAnnotation(LeasedPage.class)
                .orElseThrow(() -> new ParameterResolutionException("@LeasedPage is missing on " + parameter + "."));
        Class<?> type = parameter.getParameter().getType();
        if (!LeasedTab.canBe(type)) {
            throw new ParameterResolutionException(wrongType(annotation, parameter.getParameter()));
        }
        if (annotation.profile().isBlank()) {
            throw new ParameterResolutionException("@LeasedPage on parameter '"
                    + parameter.getParameter().getName() + "' names no profile. Name one of leasehold.json:"
                    + " @LeasedPage(profile = \"…\").");
        }
        return new LeaseRequest(annotation, before(parameter), type);
    }

    private static String wrongType(LeasedPage annotation, Parameter parameter) {
        String type = parameter.getType().getSimpleName();
        String why = LeasedTab.isShared(parameter.getType())
                ? "A " + type + " cannot be leased: it belongs to the provider, and other tests use it too."
                : "A " + type + " cannot be leased.";
        return why + " Declare the parameter as Page or PageLease. [parameter=" + parameter.getName() + " profile="
                + annotation.profile() + "]";
    }

    private static List<LeasedPage> before(ParameterContext parameter) {
        return Arrays.stream(parameter.getDeclaringExecutable().getParameters())
                .limit(parameter.getIndex())
                .flatMap(other -> AnnotationSupport.findAnnotation(other, LeasedPage.class).stream())
                .toList();
    }
}
