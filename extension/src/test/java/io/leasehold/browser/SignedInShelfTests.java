package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.LeaseLostException;
import io.leasehold.ReadbackAccess;
import io.leasehold.ReadbackStrength;
import io.leasehold.checkout.CheckoutDesk;
import io.leasehold.checkout.CheckoutEvidence;
import io.leasehold.checkout.Papers;
import io.leasehold.checkout.RegistryPlace;
import io.leasehold.checkout.Reservations;
import io.leasehold.checkout.RunRegistry;
import io.leasehold.evidence.Redactor;
import io.leasehold.evidence.RunFolder;
import io.leasehold.fixture.LoginSite;
import io.leasehold.page.Leaks;
import io.leasehold.page.LeaseCounts;
import io.leasehold.page.LeaseScope;
import io.leasehold.page.MutationTerms;
import io.leasehold.page.PageLeases;
import io.leasehold.page.ProfileHold;
import io.leasehold.page.RunRecords;
import io.leasehold.page.TabEvidence;
import io.leasehold.page.Unconfirmed;
import io.leasehold.profile.OnCheckoutFailure;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.profile.Secret;
import io.leasehold.registry.MachineClock;
import io.leasehold.timeline.Redaction;
import io.leasehold.timeline.Timeline;
import io.leasehold.worker.WorkerWay;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eviction, swap and explicit end of real, signed-in browsers. Requirement: L9, L10, L16. */
@Tag("browser")
final class SignedInShelfTests {

    private final LoginSite site = LoginSite.start();
    private final PrivateRoot root = PrivateRoot.create();
    private final Redactor redactor = new Redactor();
    private final Housekeeping housekeeping = new Housekeeping();
    private CheckoutDesk desk;

    @TempDir
    private Path folder;

    private Reservations reservations;
    private ContextShelf<HostedContext> shelf;

    @BeforeEach
    void prepare() {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        HostLauncher launcher = new HostLauncher(
                new HostSettings(Optional.of(true), 0, folder, Optional.empty()),
                root,
                WorkerWay.choose(WorkerWay.Choice.AUTO),
                Clock.systemUTC(),
                housekeeping,
                () -> {});
        RunRegistry registry = new RunRegistry(
                new RegistryPlace(folder.resolve("home/registry.db"), Secret.of(""), "", Secret.of("")),
                new MachineClock(Clock.systemUTC()),
                "run");
        reservations = new Reservations(registry, Duration.ofSeconds(10), (profile, why) -> {});
        CheckoutEvidence evidence = new CheckoutEvidence(
                RunFolder.planned(folder.resolve("evidence"), Clock.systemUTC()), redactor, Clock.systemUTC());
        desk = new CheckoutDesk(
                reservations, registry, launcher, Papers.ofRun(evidence, reservations, OnCheckoutFailure.FAIL));
        shelf = new ContextShelf<>(desk, ShelfSettings.ofRun(OptionalInt.empty(), housekeeping.closers()));
    }

    @AfterEach
    void close() {
        shelf.close();
        desk.close();
        housekeeping.close();
        root.close();
        site.close();
    }

    private Profile profile(String name, String retirement) {
        String json =
                """
                {"baseUrl": "%s", "entryUrl": "/", "retirement": {%s}, "profiles": {"%s": {"accountId": "%s",
                 "login": {"url": "/login", "steps": [{"fill": "Email", "with": "%s"},
                  {"fill": "Password", "with": "${property:login.site.password}"},
                  {"click": "Sign in"}, {"expect": "#account"}]},
                 "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}}}"""
                        .formatted(site.baseUrl(), retirement, name, name, name);
        return ProfilesFile.parse("test", json).profile(name);
    }

    private ShelfPlace<HostedContext> placeOf(HostedContext context) {
        return shelf.state().all().stream()
                .filter(place -> place.holds(context))
                .findFirst()
                .orElseThrow();
    }

    private static void gone(ShelfPlace<HostedContext> place) throws InterruptedException {
        assertThat(place.gone().await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theLeastRecentlyUsedBrowserIsEvictedAndOpensAgainWithoutANewLogin() throws Exception {
        shelf.maxOpenContexts(1);
        Profile admin = profile("admin", "");
        ContextPin<HostedContext> first = shelf.pin(admin);
        ShelfPlace<HostedContext> place = placeOf(first.context());
        first.release();

        ContextPin<HostedContext> buyer = shelf.pin(profile("buyer", ""));
        assertThat(place.gone().getCount())
                .as("it is gone before the next one opens")
                .isZero();
        assertThat(first.context().isUsable()).isFalse();
        buyer.release();
        ContextPin<HostedContext> again = shelf.pin(admin);

        assertThat(again.context()).isNotSameAs(first.context());
        assertThat(again.context().isUsable()).isTrue();
        assertThat(site.logins()).as("one of each account").isEqualTo(2);
    }

    @Test
    void afterItsNumberOfLeasesABrowserIsSwappedWithoutANewLogin() throws Exception {
        Profile admin = profile("admin", "\"leases\": 1");
        ContextPin<HostedContext> old = shelf.pin(admin);
        ShelfPlace<HostedContext> place = placeOf(old.context());

        ContextPin<HostedContext> young = shelf.pin(admin);
        assertThat(List.of(old.context(), young.context()))
                .doesNotHaveDuplicates()
                .allMatch(HostedContext::isUsable);
        old.release();
        gone(place);

        assertThat(old.context().isUsable()).isFalse();
        assertThat(young.context().isUsable()).isTrue();
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void whoeverHoldsALeaseIsToldWhoEndedTheContextAndWhen() throws Exception {
        Clock clock = Clock.systemUTC();
        RunFolder run = RunFolder.create(folder.resolve("evidence"), clock);
        Timeline timeline = Timeline.start(
                run.newFile("timeline", "jsonl"),
                clock,
                new Redaction(redactor::redact, redactor::redactUrl, redactor::changes));
        PageLeases leases = new PageLeases(
                shelf,
                new RunRecords(new TabEvidence(run, redactor, clock), timeline, new LeaseCounts(), clock),
                new PageLeases.Limits(
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Leaks.CLOSE,
                        new MutationTerms(
                                Unconfirmed.WARN,
                                new ReadbackAccess.Terms(ReadbackStrength.RELOAD, Duration.ofSeconds(10)))),
                new PageLeases.Desk(desk::checkSession, reservations, name -> profile(name, "")));
        Profile admin = profile("admin", "");
        ProfileHold hold = leases.hold(new LeaseScope("id", "SomeTests", "someTest"), admin, Access.SHARED);
        Page page = hold.lease(0).page();
        ShelfPlace<HostedContext> place = shelf.state().all().get(0);

        shelf.end(admin.id(), "ada at the console");
        gone(place);

        assertThatThrownBy(page::title)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("it was ended by ada at the console.");
        assertThat(hold.explanation())
                .get()
                .asString()
                .matches("The shared context of profile 'admin' ended at \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z: it was ended"
                        + " by ada at the console\\. Later leases get a new context\\. \\[lease=.*]");
        hold.close();
        assertThat(shelf.pins(admin.id())).isZero();
        shelf.pin(admin).release();
        assertThat(site.logins()).isEqualTo(1);
    }
}
