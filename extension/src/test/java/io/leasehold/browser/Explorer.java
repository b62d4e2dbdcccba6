package io.leasehold.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tries the schedules of a small program one after another, depth first, until one of them breaks a law. */
final class Explorer {

    private final int most;
    private List<Integer> prefix = List.of();
    private int tried;

    Explorer(int most) {
        this.most = most;
    }

    /** Returns what the first schedule that broke a law did, if one did. */
    Optional<String> explore(Consumer<Schedule> program) {
        boolean more = true;
        while (more && tried < most) {
            List<Integer> chosen = new ArrayList<>();
            List<Integer> outOf = new ArrayList<>();
            Schedule schedule = new Schedule(ready -> {
                int at = chosen.size();
                int choice = at < prefix.size() ? Math.min(prefix.get(at), ready - 1) : 0;
                chosen.add(choice);
                outOf.add(ready);
                return choice;
            });
            tried++;
            try {
                program.accept(schedule);
            } catch (AssertionError e) {
                return Optional.of(e.getMessage() + " by schedule " + tried + ": " + schedule.trace());
            }
            more = next(chosen, outOf);
        }
        return Optional.empty();
    }

    private boolean next(List<Integer> chosen, List<Integer> outOf) {
        for (int at = chosen.size() - 1; at >= 0; at--) {
            if (chosen.get(at) + 1 < outOf.get(at)) {
                List<Integer> following = new ArrayList<>(chosen.subList(0, at));
                following.add(chosen.get(at) + 1);
                prefix = following;
                return true;
            }
        }
        return false;
    }

    int tried() {
        return tried;
    }
}
