package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.LeaseLostException;
import io.leasehold.LeaseholdException;
import io.leasehold.ProfileId;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.registry.HeldLease;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Turns what a test asks for, a name and a task, into one profile. A name that stands for several is settled by taking
 * one of them in the registry; all tests of the run get that one, unless it is lost. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Routing {

    private final ProfilesFile profiles;
    private final Reservations reservations;
    private final Function<ProfileId, Optional<LeaseholdException>> denials;
    private final Reservations.Attendant attendant;
    private final Set<Ask> refused = ConcurrentHashMap.newKeySet();
    private final Map<Ask, Choice> choices = new ConcurrentHashMap<>();

    /** Begins with nothing settled. */
    public Routing(ProfilesFile profiles, Reservations reservations, CheckoutDesk desk) {
        this(profiles, reservations, desk::denial, desk.attendant());
    }

    /**
     * Begins with nothing settled.
     *
     * @param denials says what a profile was denied for in this run
     */
    Routing(
            ProfilesFile profiles,
            Reservations reservations,
            Function<ProfileId, Optional<LeaseholdException>> denials,
            Reservations.Attendant attendant) {
        this.profiles = profiles;
        this.reservations = reservations;
        this.denials = denials;
        this.attendant = attendant;
    }

    private record Ask(String name, String task) {}

    /** What was settled for a name and a task; one thread at a time settles it. */
    private static final class Choice {
        private final ReentrantLock turn = new ReentrantLock();
        private volatile Optional<Profile> profile = Optional.empty();
        private Optional<LeaseholdException> denial = Optional.empty();
    }

    /**
     * Returns the profile that a name means for a task.
     *
     * @throws LeaseholdException when there is none of the name, none allows the task, or none can be had
     */
    public Profile profile(String name, String task) {
        List<Profile> named = profiles.candidates(name);
        List<Profile> allowed =
                named.stream().filter(profile -> profile.allows(task)).toList();
        if (allowed.isEmpty()) {
            throw told(new Ask(name, task), notAllowed(name, task, named));
        }
        if (named.size() == 1) {
            reservations.noteTask(named.get(0).id(), task);
            return named.get(0);
        }
        Choice choice = choices.computeIfAbsent(new Ask(name, task), ask -> new Choice());
        return choice.profile
                .filter(this::isHeld)
                .orElseGet(() -> settled(choice, new Wish(new ProfileId(name), allowed, task)));
    }

    /** Has it written down, once for all tests that ask for the same. */
    private CheckoutDeniedException told(Ask ask, CheckoutDeniedException denial) {
        if (refused.add(ask)) {
            attendant.refused(denial);
        }
        return denial;
    }

    private boolean isHeld(Profile profile) {
        return reservations.kept(profile.id()).isPresent();
    }

    private Profile settled(Choice choice, Wish wish) {
        try {
            choice.turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLostException("Interrupted while waiting for profile '" + wish.name() + "'.", e);
        }
        try {
            return choice.profile.filter(this::isHeld).orElseGet(() -> settle(choice, wish));
        } finally {
            choice.turn.unlock();
        }
    }

    private Profile settle(Choice choice, Wish wish) {
        Optional<Profile> held = wish.candidates().stream().filter(this::isHeld).findFirst();
        if (held.isEmpty() && choice.denial.isPresent()) {
            throw choice.denial.get();
        }
        try {
            Profile profile = held.orElseGet(() -> take(wish));
            reservations.noteTask(profile.id(), wish.task());
            choice.profile = Optional.of(profile);
            return profile;
        } catch (LeaseLostException e) {
            // An interrupt says nothing about the accounts.
            throw e;
        } catch (LeaseholdException e) {
            choice.denial = Optional.of(e);
            if (e instanceof CheckoutDeniedException denial) {
                told(new Ask(wish.name().value(), wish.task()), denial);
            }
            throw e;
        }
    }

    /** What the run was denied before is not asked for again. */
    private Profile take(Wish wish) {
        List<Profile> open = wish.candidates().stream()
                .filter(profile -> denials.apply(profile.id()).isEmpty())
                .toList();
        if (open.isEmpty()) {
            throw denied(
                    wish.name(),
                    Reason.PROFILE_UNAVAILABLE,
                    "All of its profiles were denied to this run before:"
                            + lines(wish.candidates(), profile -> denials.apply(profile.id())
                                    .map(Throwable::getMessage)
                                    .orElse("")));
        }
        HeldLease lease = reservations.take(new Wish(wish.name(), open, wish.task()), attendant);
        return open.stream()
                .filter(profile -> profile.id().equals(lease.profile()))
                .findFirst()
                .orElseThrow();
    }

    private static CheckoutDeniedException notAllowed(String name, String task, List<Profile> named) {
        String what = task.isEmpty()
                ? "The test names no task, and only certain ones are allowed. Add task = \"…\" to @LeasedPage:"
                : "The task '" + task + "' is not allowed. Correct the task, or add it to allowedTasks:";
        return denied(
                new ProfileId(name),
                Reason.PROFILE_NOT_ALLOWED_FOR_TASK,
                what
                        + lines(
                                named,
                                profile -> "allows "
                                        + profile.allowedTasks().stream()
                                                .map(one -> "'" + one + "'")
                                                .collect(Collectors.joining(", "))));
    }

    private static String lines(List<Profile> profiles, Function<Profile, String> words) {
        return profiles.stream()
                .map(profile -> "\n  " + profile.id() + ": " + words.apply(profile))
                .collect(Collectors.joining());
    }

    private static CheckoutDeniedException denied(ProfileId name, Reason reason, String why) {
        return new CheckoutDeniedException(
                name, reason, "No page of profile '" + name + "' is handed out. " + why, null);
    }
}
