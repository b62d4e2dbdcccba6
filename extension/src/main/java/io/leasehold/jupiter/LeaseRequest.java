package io.leasehold.jupiter;

import io.leasehold.LeasedPage;
import io.leasehold.page.LeasedTab;
import java.lang.reflect.Parameter;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What one parameter asks for.
 *
 * @param annotation the annotation on it, or on an annotation on it
 * @param index how many parameters of the same method ask for the same profile before it
 * @param type the parameter's type
 */
record LeaseRequest(LeasedPage annotation, int index, Class<?> type) {

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
        return new LeaseRequest(annotation, indexOf(parameter, annotation.profile()), type);
    }

    private static String wrongType(LeasedPage annotation, Parameter parameter) {
        String type = parameter.getType().getSimpleName();
        String why = LeasedTab.isShared(parameter.getType())
                ? "A " + type + " cannot be leased: it belongs to the provider, and other tests use it too."
                : "A " + type + " cannot be leased.";
        return why + " Declare the parameter as Page or PageLease. [parameter=" + parameter.getName() + " profile="
                + annotation.profile() + "]";
    }

    private static int indexOf(ParameterContext parameter, String profile) {
        Parameter[] all = parameter.getDeclaringExecutable().getParameters();
        int before = 0;
        for (int at = 0; at < parameter.getIndex(); at++) {
            boolean same = AnnotationSupport.findAnnotation(all[at], LeasedPage.class)
                    .filter(other -> other.profile().equals(profile))
                    .isPresent();
            before += same ? 1 : 0;
        }
        return before;
    }
}
