package io.leasehold.profile;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the element that a step names.
 *
 * <p>A selector is taken as it is. A plain text is a label, and the places to look come in order: an exact name before a
 * partial one, a button before a link. In each place the first visible element of the document counts.
 */
final class StepTarget {

    private static final List<String> SELECTOR_STARTS = List.of("css=", "text=", "xpath=", "#", ".", "[");
    private static final String TEXT_FIELD = "input, textarea, [contenteditable], [role=textbox]";

    private StepTarget() {}

    static boolean isSelector(String target) {
        return target.contains(">>") || SELECTOR_STARTS.stream().anyMatch(target::startsWith);
    }

    static List<Locator> places(Page page, StepKind kind, String target) {
        if (isSelector(target)) {
            return List.of(page.locator(target));
        }
        return switch (kind) {
            case FILL -> labels(page, target, TEXT_FIELD);
            case SELECT -> labels(page, target, "select");
            case CHECK ->
                labels(page, target, "input[type=checkbox], input[type=radio], [role=checkbox], [role=switch]");
            case CLICK ->
                Stream.of(true, false)
                        .flatMap(exact ->
                                Stream.of(AriaRole.BUTTON, AriaRole.LINK).map(role -> named(page, role, target, exact)))
                        .toList();
            case EXPECT -> List.of(page.getByText(target));
            case PRESS, GOTO -> List.of();
        };
    }

    private static List<Locator> labels(Page page, String label, String kinds) {
        return Stream.of(true, false)
                .map(exact -> page.getByLabel(label, new Page.GetByLabelOptions().setExact(exact)))
                .map(found -> found.and(page.locator(kinds)))
                .toList();
    }

    private static Locator named(Page page, AriaRole role, String name, boolean exact) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(exact));
    }
}
