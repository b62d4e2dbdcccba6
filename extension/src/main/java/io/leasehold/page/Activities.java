package io.leasehold.page;

import io.leasehold.ProfileId;
import io.leasehold.registry.Progress;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.UnaryOperator;

/**
 * What tests do with each profile just now, for those who ask why it is taken: the test that came last stands for all.
 * Thread-safe.
 */
final class Activities {

    private final Map<ProfileId, Deque<ProfileHold>> active = new ConcurrentHashMap<>();
    private final UnaryOperator<String> redactedText;
    private final UnaryOperator<String> redactedUrl;

    Activities(UnaryOperator<String> redactedText, UnaryOperator<String> redactedUrl) {
        this.redactedText = redactedText;
        this.redactedUrl = redactedUrl;
    }

    void began(ProfileHold hold) {
        of(hold.profile()).addFirst(hold);
    }

    void ended(ProfileHold hold) {
        of(hold.profile()).remove(hold);
    }

    private Deque<ProfileHold> of(ProfileId profile) {
        return active.computeIfAbsent(profile, id -> new ConcurrentLinkedDeque<>());
    }

    Progress now(ProfileId profile) {
        ProfileHold latest = of(profile).peekFirst();
        return latest == null ? Progress.NONE : of(latest, latest.latestTab());
    }

    private Progress of(ProfileHold hold, LeasedTab tab) {
        String step = tab.currentStep();
        String text = step.isEmpty() ? hold.scope().toString() : hold.scope() + ": " + step;
        return new Progress(redactedText.apply(text), place(tab.tab().url()));
    }

    /** Of an address only the place is written down: what follows it may hold anything. */
    private String place(String url) {
        if (url.startsWith("about:")) {
            return "";
        }
        return redactedUrl.apply(url.replaceFirst("[?#].*", ""));
    }

    Progress of(LeasedTab tab, ProfileHold hold, String doing) {
        Progress now = of(hold, tab);
        return new Progress(now.step() + (doing.isEmpty() ? "" : " [" + redactedText.apply(doing) + "]"), now.url());
    }
}
