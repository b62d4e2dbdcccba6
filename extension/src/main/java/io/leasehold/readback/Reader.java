package io.leasehold.readback;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.ReadbackAccess;
import io.leasehold.ReadbackStrength;
import io.leasehold.readback.ReadbackFailure.Reason;
import java.util.Optional;

/** Looks once at what the server shows, from as far as a strength says. Confined to the page's thread. */
final class Reader {

    private final ReadbackAccess access;
    private final ActedMutation acted;
    private final Options options;

    Reader(ActedMutation acted, Options options) {
        this.access = acted.access();
        this.acted = acted;
        this.options = options;
    }

    /**
     * Looks.
     *
     * @param last whether nobody looks again when this one is not good: then it is told more fully
     */
    Look look(ReadbackStrength from, Claimed claim, boolean last) {
        if (from == ReadbackStrength.RELOAD) {
            return read(new Glance(acted.page(), from, claim, last, this::problemOfOwnSession));
        }
        try (ReadbackAccess.Visit visit = visit(from, claim)) {
            Optional<String> problem = visit.sessionProblem();
            if (problem.isPresent()) {
                return signedOut(problem.get()).of(visit.page().url(), "").with(picture(visit.page(), last));
            }
            return read(new Glance(visit.page(), from, claim, last, visit::sessionProblem), address(from, visit));
        }
    }

    /** One look at one page. */
    private record Glance(Page page, ReadbackStrength from, Claimed claim, boolean last, SessionQuestion session) {}

    /** Asks who is signed in; the page may be elsewhere afterwards. */
    @FunctionalInterface
    private interface SessionQuestion {
        Optional<String> problem();
    }

    private ReadbackAccess.Visit visit(ReadbackStrength from, Claimed claim) {
        return switch (from) {
            case RELOAD -> throw new IllegalStateException("A reload opens no page.");
            case REOPENING -> access.openTab();
            case CLEAN_ROOM -> access.openCleanRoom();
            case WITNESS -> access.openWitness(claim.witness());
        };
    }

    private String address(ReadbackStrength from, ReadbackAccess.Visit visit) {
        return options.address()
                .map(from == ReadbackStrength.WITNESS ? visit::resolve : access::resolve)
                .orElseGet(() -> Address.withoutState(acted.urlBefore(), acted.urlAfter()));
    }

    private Look read(Glance glance) {
        return read(glance, options.address().map(access::resolve).orElseGet(acted::urlAfter));
    }

    private Look read(Glance glance, String address) {
        return CacheBypass.during(glance.page(), () -> readFresh(glance, address));
    }

    private Look readFresh(Glance glance, String address) {
        Landing landing;
        try {
            landing = Landing.at(glance.page(), address);
        } catch (PlaywrightException e) {
            if (glance.page().isClosed()) {
                throw e;
            }
            return Look.bad(Reason.UNREADABLE, "the page could not be opened: " + firstLine(e))
                    .of(address, "no answer");
        }
        Look look = judged(glance, landing).of(address, String.valueOf(landing.status()));
        return look.isGood() || !look.picture().isEmpty() ? look : look.with(picture(glance.page(), glance.last()));
    }

    private Look judged(Glance glance, Landing landing) {
        if (landing.fromWorker()) {
            return Look.bad(Reason.NOT_FROM_SERVER, "a service worker answered in the place of the server");
        }
        String arrived = glance.page().url();
        boolean elsewhere = isElsewhere(landing.asked(), arrived);
        if (glance.from() == ReadbackStrength.RELOAD && (elsewhere || mayBeAnother(glance.page(), landing))) {
            Optional<String> problem = glance.session().problem();
            if (problem.isPresent()) {
                return signedOut(problem.get());
            }
        }
        if (elsewhere) {
            return Look.bad(Reason.ELSEWHERE, "its address leads to " + access.redactUrl(arrived) + " now");
        }
        return judged(glance, arrived);
    }

    private Look judged(Glance glance, String arrived) {
        Expectation.Outcome outcome = glance.claim().expectation().on(glance.page());
        boolean moved =
                !Address.place(arrived).equals(Address.place(glance.page().url()));
        Picture picture = outcome.holds() ? Picture.NONE : picture(glance.page(), glance.last());
        boolean ask = outcome.holds() ? moved && access.looksSignedOut(glance.page()) : glance.last();
        if (ask) {
            Optional<String> problem = glance.session().problem();
            if (problem.isPresent()) {
                return signedOut(problem.get()).showing(shown(outcome)).with(picture);
            }
        }
        return outcome.holds()
                ? Look.good()
                : Look.bad(Reason.DIFFERENT, "").showing(shown(outcome)).with(picture);
    }

    private static String shown(Expectation.Outcome outcome) {
        String place = outcome.place().isEmpty() ? "" : " (" + outcome.place() + ")";
        return outcome.holds() ? "what was expected" : outcome.shown().strip() + place;
    }

    /** Where the test says the address it may lead on, as a shortcut does; but not to another site. */
    private boolean isElsewhere(String asked, String arrived) {
        return options.address().isPresent()
                ? !Address.origin(asked).equals(Address.origin(arrived))
                : !Address.place(asked).equals(Address.place(arrived));
    }

    private boolean mayBeAnother(Page page, Landing landing) {
        return landing.mayBeSignedOut() || access.looksSignedOut(page) || acted.loginChanged();
    }

    private Optional<String> problemOfOwnSession() {
        try (ReadbackAccess.Visit visit = access.openTab()) {
            return visit.sessionProblem();
        }
    }

    private static Look signedOut(String problem) {
        return Look.bad(Reason.SIGNED_OUT, problem);
    }

    private Picture picture(Page page, boolean wanted) {
        return wanted ? Pictures.of(access, page) : Picture.NONE;
    }

    private static String firstLine(PlaywrightException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^Error \\{.*", "no answer");
    }
}
