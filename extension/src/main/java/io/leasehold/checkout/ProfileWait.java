package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.profile.Profile;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.Explanation;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HeldLease;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One wait for one of several profiles: asks for each in its order, stands in line for all that can come free, and takes
 * whichever comes first. Thread-confined.
 */
final class ProfileWait {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PLACE_KEPT = Duration.ofSeconds(5);
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);

    private final Wish wish;
    private final Reservations reservations;
    private final RunRegistry registry;
    private final Duration limit;
    private final CountDownLatch stopped;
    private final Map<ProfileId, LeaseRequest> requests = new LinkedHashMap<>();
    private final Map<ProfileId, Acquisition.Unavailable> answers = new LinkedHashMap<>();
    private final Set<ProfileId> prepared = new HashSet<>();
    private final Set<ProfileId> inLine = new HashSet<>();

    ProfileWait(Wish wish, Reservations reservations, RunRegistry registry, Duration limit, CountDownLatch stopped) {
        this.wish = wish;
        this.reservations = reservations;
        this.registry = registry;
        this.limit = limit;
        this.stopped = stopped;
        wish.candidates().forEach(profile -> requests.put(profile.id(), request(profile)));
    }

    private LeaseRequest request(Profile profile) {
        ProfileEntry entry = new ProfileEntry(
                profile.id(),
                profile.accountId(),
                profile.platform().orElse(""),
                profile.group().orElse(""),
                profile.proxyId().orElse(""));
        return LeaseRequest.of(
                entry, registry.self(), wish.task(), profile.releasePolicy(), new LeaseTiming(profile.ttl()));
    }

    private LeaseRequest request(ProfileId profile) {
        return Objects.requireNonNull(requests.get(profile));
    }

    HeldLease take(Reservations.Attendant attendant) {
        try {
            return awaited(attendant);
        } finally {
            leaveLines();
        }
    }

    private HeldLease awaited(Reservations.Attendant attendant) {
        long start = System.nanoTime();
        long said = start;
        boolean first = true;
        while (true) {
            Optional<HeldLease> taken = round(attendant);
            if (taken.isPresent()) {
                return taken.get();
            }
            refuseWhenHopeless();
            if (System.nanoTime() - start > limit.toNanos() || stopped.getCount() == 0) {
                throw denied(lateReason(), tooLong());
            }
            if (first || System.nanoTime() - said > SAY_EVERY.toNanos()) {
                said = System.nanoTime();
                LOGGER.log(System.Logger.Level.INFO, waiting());
            }
            first = false;
            standInLine();
            if (!helped(attendant)) {
                pause();
            }
        }
    }

    /** Asks for each once. */
    private Optional<HeldLease> round(Reservations.Attendant attendant) {
        for (Profile profile : wish.candidates()) {
            ProfileId id = profile.id();
            if (prepared.add(id)) {
                attendant.beforeTaking(profile);
            }
            Optional<HeldLease> lease = reservations.attempt(profile, request(id), answer -> answers.put(id, answer));
            if (lease.isPresent()) {
                return lease;
            }
        }
        return Optional.empty();
    }

    private void standInLine() {
        answers.forEach((profile, answer) -> {
            if (hopeless(answer.status()).isEmpty()) {
                inLine.add(profile);
                registry.registry()
                        .await(profile, registry.self(), request(profile).id().value(), PLACE_KEPT);
            }
        });
    }

    /** A holder or an inspection may have left something to be settled: then there is no need to wait. */
    private boolean helped(Reservations.Attendant attendant) {
        boolean helped = false;
        for (Profile profile : wish.candidates()) {
            Acquisition.Unavailable answer = answers.get(profile.id());
            helped |= answer != null && helped(profile, answer.status(), attendant);
        }
        return helped;
    }

    private boolean helped(Profile profile, ProfileStatus status, Reservations.Attendant attendant) {
        if (status.state() == ProfileState.LEASED) {
            return registry.inspector().expireWhenGone(status);
        }
        if (status.state() != ProfileState.STALE) {
            return false;
        }
        try {
            return registry.inspector()
                    .inspect(profile.id(), (lease, browser) -> probed(profile, lease, browser, attendant))
                    .filter(finding -> finding.move().isPresent())
                    .isPresent();
        } catch (RuntimeException | Error e) {
            reservations.inspectionUnheard(profile.id());
            throw e;
        }
    }

    private static Finding probed(
            Profile profile, LeaseRecord lease, Inspector.BrowserNote browser, Reservations.Attendant attendant) {
        LOGGER.log(
                System.Logger.Level.INFO,
                "Lease " + lease.key().lease() + " of profile " + profile.id()
                        + " ended without a word; its session is looked at.");
        return attendant.look(profile, browser);
    }

    private void pause() {
        try {
            boolean ended = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                LOGGER.log(System.Logger.Level.DEBUG, "The run ends while it waits for " + wish.name() + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLostException("Interrupted while waiting for profile '" + wish.name() + "'.", e);
        }
    }

    /** A place that cannot be given up now lapses, and what was taken is not lost by it. */
    private void leaveLines() {
        try {
            inLine.forEach(
                    profile -> registry.registry().leave(request(profile).id().value()));
        } catch (RegistryException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "A place in line could not be given up: " + e.getMessage());
        }
    }

    private static Optional<Reason> hopeless(ProfileStatus status) {
        return switch (status.state()) {
            case REVIEW_REQUIRED -> Optional.of(Reason.PROFILE_UNDER_REVIEW);
            case QUARANTINED -> Optional.of(Reason.PROFILE_QUARANTINED);
            case DISABLED -> Optional.of(Reason.PROFILE_DISABLED);
            case AVAILABLE, LEASED, STALE -> Optional.empty();
        };
    }

    private void refuseWhenHopeless() {
        List<Optional<Reason>> reasons = answers.values().stream()
                .map(answer -> hopeless(answer.status()))
                .distinct()
                .toList();
        if (!reasons.contains(Optional.<Reason>empty())) {
            Reason reason = reasons.size() == 1 ? reasons.get(0).orElseThrow() : Reason.PROFILE_UNAVAILABLE;
            throw denied(reason, wish.isForOne() ? explained() : "None of its profiles can be had:" + explained());
        }
    }

    /** What nobody holds and nobody can settle is not simply in use. */
    private Reason lateReason() {
        boolean stale =
                answers.values().stream().allMatch(answer -> answer.status().state() == ProfileState.STALE);
        return stale ? Reason.PREVIOUS_RUN_UNKNOWN : Reason.PROFILE_UNAVAILABLE;
    }

    private String explained() {
        return lines(answer -> Explanation.of(answer.status()));
    }

    private String tooLong() {
        String bound = " within " + limit.toSeconds() + " s";
        return wish.isForOne()
                ? "It did not become free" + bound
                        + lines(answer -> others(answer) + ". " + Explanation.of(answer.status()))
                : "None of its profiles became free" + bound + ":"
                        + lines(answer -> hopeless(answer.status()).isPresent()
                                ? Explanation.of(answer.status())
                                : sentence(reason(answer)));
    }

    private static String others(Acquisition.Unavailable answer) {
        return answer.ahead() == 0 ? "" : ", with " + answer.ahead() + " others waiting before";
    }

    private String waiting() {
        return "Waiting for " + wish.name() + ":" + (wish.isForOne() ? " " : "") + lines(ProfileWait::reason);
    }

    /** Says it of one, or of each on a line of its own. */
    private String lines(Function<Acquisition.Unavailable, String> words) {
        return answers.entrySet().stream()
                .map(answer ->
                        (wish.isForOne() ? "" : "\n  " + answer.getKey() + ": ") + words.apply(answer.getValue()))
                .collect(Collectors.joining());
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    private static String reason(Acquisition.Unavailable unavailable) {
        ProfileStatus status = unavailable.status();
        String line = unavailable.ahead() == 0 ? "" : ", " + unavailable.ahead() + " others wait before";
        return (status.state() == ProfileState.LEASED
                        ? Explanation.held(status)
                        : status.state().code())
                + line;
    }

    private CheckoutDeniedException denied(Reason reason, String why) {
        return new CheckoutDeniedException(
                wish.name(), reason, "No page of profile '" + wish.name() + "' is handed out. " + why, null);
    }
}
