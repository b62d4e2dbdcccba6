package io.leasehold.profile;

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
                case FILL -> fill(step, find(step, deadline, failure), deadline, failure);
                case SELECT -> select(step, find(step, deadline, failure), deadline);
                case CLICK ->
                    find(step, deadline, failure).click(new Locator.ClickOptions().setTimeout(deadline.millisLeft()));
                case CHECK ->
                    find(step, deadline, failure).check(new Locator.CheckOptions().setTimeout(deadline.millisLeft()));
                case EXPECT -> find(step, deadline, failure);
                case PRESS -> page.keyboard().press(step.target());
                case GOTO -> navigate(step.target(), deadline);
            }
        } catch (PlaywrightException e) {
            throw failure.because(e);
        }
    }

    private Locator find(LoginStep step, Deadline deadline, StepFailure failure) {
        List<Locator> places = StepTarget.places(page, step.kind(), step.target());
        while (!deadline.isOver()) {
            stopAtPrompt(failure);
            Optional<Locator> found = places.stream().filter(view::shows).findFirst();
            if (found.isPresent()) {
                return PageView.visible(found.get()).first();
            }
            view.tick();
        }
        throw failure.nothingFound(timeout);
    }

    private void fill(LoginStep step, Locator field, Deadline deadline, StepFailure failure) {
        if (!step.value().comesFromOutside()
                && Boolean.TRUE.equals(field.evaluate(
                        IS_PASSWORD, null, new Locator.EvaluateOptions().setTimeout(deadline.millisLeft())))) {
            throw failure.literalPassword();
        }
        field.fill(
                profile.secrets().resolve(step.value()).reveal(),
                new Locator.FillOptions().setTimeout(deadline.millisLeft()));
    }

    private void select(LoginStep step, Locator field, Deadline deadline) {
        field.selectOption(
                profile.secrets().resolve(step.value()).reveal(),
                new Locator.SelectOptionOptions().setTimeout(deadline.millisLeft()));
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
