package io.leasehold.worker;

import java.util.Set;

/** Protocol methods by which a test can make a page open a tab. */
final class InputMethods {

    private static final Set<String> NAMES = Set.of(
            "click",
            "dblclick",
            "tap",
            "press",
            "type",
            "fill",
            "check",
            "uncheck",
            "selectOption",
            "dispatchEvent",
            "evaluateExpression",
            "evaluateExpressionHandle",
            "evalOnSelector",
            "evalOnSelectorAll",
            "keyboardDown",
            "keyboardUp",
            "keyboardPress",
            "keyboardType",
            "mouseDown",
            "mouseUp",
            "mouseClick",
            "touchscreenTap",
            "goto",
            "setContent",
            "dragAndDrop");

    private InputMethods() {}

    static boolean mayOpenTab(String method) {
        return NAMES.contains(method);
    }
}
