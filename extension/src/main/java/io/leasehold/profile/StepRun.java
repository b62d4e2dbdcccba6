package io.leasehold.profile;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.WaitUntilState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One run through login steps. One use, confined to the page's thread. */
final class StepRun {

    private static final String IS_PASSWORD = "e => e instanceof HTMLInputElement && e.type === 'password'";

    private final Page page;
    private final Profile profile;
    private final String opened;
    private final List<LoginStep> steps;
    private final Duration timeout;
    private final PageView view;

    StepRun(Page page, Profile profile, String opened, List<LoginStep> steps, Duration timeout) {
        this.page = page;
        this.profile = profile;
        this.opened = opened;
        this.steps = steps;
        this.timeout = timeout;
        this.view = new PageView(page, opened);
    }

    void run() {
        open();
        for (int index = 0; index < steps.size(); index++) {
            perform(index);
        }
        if (steps.get(steps.size() - 1).kind() != StepKind.EXPECT) {
            settle();
        }
    }

    private void open() {
        try {
            navigate(opened, Deadline.after(timeout));
        } catch (PlaywrightException e) {
            throw new StepFailure(profile, page).beforeFirst(PageView.address(opened), e);
        }
    }

    private void perform(int index) {
        LoginStep step = steps.get(index);
        StepFailure failure = new StepFailure(profile, page).at(index + 1, steps.size(), step);
        Deadline deadline = Deadline.after(timeout);
        try {
            stopAtPrompt(failure);
            switch (step.kind()) {
                case FILL, SELECT, CLICK, CHECK -> act(step, deadline, failure);
                case EXPECT -> find(step, deadline, failure);
                case PRESS -> page.keyboard().press(step.target());
                case GOTO -> navigate(step.target(), deadline);
            }
        } catch (PlaywrightException e) {
            throw failure.because(e);
        }
    }

    /**
     * Acts on the element of one document only. A page may be replaced between the look and the act, by a prompt for
     * instance: the element that was found is then gone, and the search starts again on what is there now.
     */
    private void act(LoginStep step, Deadline deadline, StepFailure failure) {
        while (true) {
            ElementHandle element = find(step, deadline, failure);
            try {
                stopAtPrompt(failure);
                actOn(element, step, deadline, failure);
                return;
            } catch (PlaywrightException e) {
                if (deadline.isOver() || !PageView.isReplaced(e)) {
                    throw e;
                }
                view.tick();
            }
        }
    }

    private void actOn(ElementHandle element, LoginStep step, Deadline deadline, StepFailure failure) {
        double millis = deadline.millisLeft();
        switch (step.kind()) {
            case FILL -> fill(step, element, millis, failure);
            case SELECT ->
                element.selectOption(
                        profile.secrets().resolve(step.value()).reveal(),
                        new ElementHandle.SelectOptionOptions().setTimeout(millis));
            case CLICK -> element.click(new ElementHandle.ClickOptions().setTimeout(millis));
            case CHECK -> element.check(new ElementHandle.CheckOptions().setTimeout(millis));
            default -> throw new IllegalArgumentException(step.kind() + " has no element");
        }
    }

    private ElementHandle find(LoginStep step, Deadline deadline, StepFailure failure) {
        List<Locator> places = StepTarget.places(page, step.kind(), step.target());
        while (!deadline.isOver()) {
            stopAtPrompt(failure);
            Optional<ElementHandle> found =
                    places.stream().flatMap(place -> view.first(place).stream()).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            view.tick();
        }
        throw failure.nothingFound(timeout);
    }

    private void fill(LoginStep step, ElementHandle field, double timeoutMillis, StepFailure failure) {
        if (!step.value().comesFromOutside() && Boolean.TRUE.equals(field.evaluate(IS_PASSWORD))) {
            throw failure.literalPassword();
        }
        field.fill(
                profile.secrets().resolve(step.value()).reveal(),
                new ElementHandle.FillOptions().setTimeout(timeoutMillis));
    }

    private void navigate(String address, Deadline deadline) {
        page.navigate(
                address,
                new Page.NavigateOptions()
                        .setWaitUntil(WaitUntilState.DOMCONTENTLOADED)
                        .setTimeout(deadline.millisLeft()));
    }

    private void stopAtPrompt(StepFailure failure) {
        if (view.asksForVerification()) {
            throw failure.verificationPrompt();
        }
    }

    /** Leaves the application the time to answer: the probe that comes next would cut its request off. */
    private void settle() {
        Deadline deadline = Deadline.after(timeout);
        while (!deadline.isOver() && view.asksForPassword() && !view.asksForVerification()) {
            view.tick();
        }
    }
}
