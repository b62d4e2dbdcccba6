package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Access;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a lease answers the test that holds it, and what it does for it. Requirement: L3, L15, D1. */
@Tag("browser")
final class LeaseAnswersTests {

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static final class AsksTestCase {
        static final List<PageLease> KEPT = new CopyOnWriteArrayList<>();
        static final List<Path> EVIDENCE = new CopyOnWriteArrayList<>();

        @Order(1)
        @Test
        void shared(@LeasedPage(profile = "shop") PageLease lease) {
            assertThat(lease.access()).isEqualTo(Access.SHARED);
            assertThat(lease.profile().value()).isEqualTo("shop");
            KEPT.add(lease);
            EVIDENCE.add(lease.evidence());
        }

        @Order(2)
        @Test
        void exclusive(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE) PageLease lease) {
            assertThat(lease.access()).isEqualTo(Access.EXCLUSIVE);
        }

        @Order(3)
        @Test
        void doesJobs(@LeasedPage(profile = "shop") PageLease lease) {
            List<String> done = new ArrayList<>();
            IllegalStateException failure = new IllegalStateException("the printer is out of paper");

            lease.providerJob("monthly-report", () -> done.add("first"));
            assertThatThrownBy(() -> lease.providerJob("monthly-report", () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            lease.providerJob("monthly-report", () -> done.add("after a failure"));

            assertThat(done).containsExactly("first", "after a failure");
        }

        @Order(4)
        @Test
        void keptFromAnEarlierTest() {
            PageLease kept = KEPT.get(0);
            assertThatThrownBy(() -> kept.providerJob("monthly-report", () -> {}))
                    .isInstanceOf(LeaseLostException.class);
        }
    }

    @Test
    void aLeaseAnswersForItself(@TempDir Path folder) {
        AsksTestCase.KEPT.clear();
        AsksTestCase.EVIDENCE.clear();
        try (LoginSite site = LoginSite.start()) {
            SuiteRun.Outcome outcome = SuiteRun.of(folder, AsksTestCase.class)
                    .profilesAt(site, "shop")
                    .run();

            assertThat(outcome.failures()).isEmpty();
            assertThat(AsksTestCase.EVIDENCE).singleElement().satisfies(place -> {
                assertThat(place).startsWith(outcome.evidence()).isDirectory();
                assertThat(place.getFileName().toString())
                        .startsWith("AsksTestCase__shared__"
                                + AsksTestCase.KEPT.get(0).id().value());
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                        .isEqualTo("rwx------");
            });
        }
    }

    static final class NobodyGetsInTestCase {
        @Test
        void first(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE) PageLease lease) {}

        @Test
        void second(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE) PageLease lease) {}
    }

    @Test
    void whoWasDeniedHandsTheTurnOn(@TempDir Path folder) {
        System.setProperty("wrong.password", "not the one");
        try (LoginSite site = LoginSite.start()) {
            SuiteRun.Outcome outcome = SuiteRun.of(folder, NobodyGetsInTestCase.class)
                    .profiles(
                            """
                            {"baseUrl": "%s", "entryUrl": "/", "profiles": {"shop": {"accountId": "shop",
                             "login": {"url": "/login", "timeout": "PT1S", "steps": [
                              {"fill": "Email", "with": "shop"}, {"fill": "Password", "with": "${property:wrong.password}"},
                              {"click": "Sign in"}, {"expect": "#account"}]},
                             "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}}}"""
                                    .formatted(site.baseUrl()))
                    .with("leasehold.acquireTimeout", "PT5S")
                    .run();

            assertThat(outcome.failures())
                    .hasSize(2)
                    .allSatisfy(failure -> assertThat(failure).rootCause().isInstanceOf(CheckoutDeniedException.class));
        }
    }
}
