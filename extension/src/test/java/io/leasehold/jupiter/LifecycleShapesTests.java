package io.leasehold.jupiter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Leased pages wherever JUnit resolves a parameter of a class. Requirement: L1, L3, L13. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LifecycleShapesTests {

    private static final Notes NOTES = new Notes();

    private final LoginSite site = LoginSite.start();
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void runAll(@TempDir Path folder) {
        NOTES.clear();
        outcome = SuiteRun.of(
                        folder,
                        PlainTestCase.class,
                        ConstructorTestCase.class,
                        ClassConstructorTestCase.class,
                        EachTestCase.class,
                        AllTestCase.class,
                        OuterTestCase.class,
                        InheritingTestCase.class)
                .profilesAt(site, "admin")
                .run();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    static void use(Page page) {
        page.navigate("/");
        assertThat(page.locator("#account")).hasText("admin");
    }

    static final class PlainTestCase {
        @Test
        void page(@LeasedPage(profile = "admin") Page page) {
            use(page);
            NOTES.add("plain", page);
        }

        @Test
        void lease(@LeasedPage(profile = "admin") PageLease lease) {
            use(lease.page());
            assertThat((Object) lease.page()).isSameAs(lease.page());
            NOTES.add("plain", lease.page());
            NOTES.add(
                    "described",
                    lease.profile() + " " + lease.access() + " "
                            + lease.id().value().isBlank());
        }
    }

    @Test
    void everyTestPasses() {
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(13);
    }

    @Test
    void theAnnotationAloneGivesAPageOrALeaseOfATabOfItsOwn() {
        assertThat(NOTES.pages("plain")).hasSize(2).doesNotHaveDuplicates();
        assertThat(NOTES.of("described")).containsExactly("admin SHARED false");
    }

    @Test
    void oneLoginServesAllShapes() {
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void everyTabIsClosedAfterTheRun() {
        assertThat(NOTES.allPages()).hasSizeGreaterThan(12).allMatch(Page::isClosed);
    }

    static final class ConstructorTestCase {
        private final Page page;

        ConstructorTestCase(@LeasedPage(profile = "admin") Page page) {
            this.page = page;
        }

        @BeforeEach
        void before(TestInfo test, @LeasedPage(profile = "admin") Page same) {
            String name = test.getTestMethod().orElseThrow().getName();
            NOTES.add("constructor " + name, page);
            NOTES.add("constructor " + name, same);
        }

        @Test
        void first(@LeasedPage(profile = "admin") Page same) {
            use(page);
            NOTES.add("constructor first", same);
        }

        @Test
        void second() {
            use(page);
            NOTES.add("constructor second", page);
        }
    }

    @Test
    void aConstructorGetsTheTabOfItsTest() {
        assertThat(NOTES.pages("constructor first"))
                .hasSize(3)
                .containsOnly(NOTES.pages("constructor first").get(0));
        assertThat(NOTES.pages("constructor second"))
                .hasSize(3)
                .containsOnly(NOTES.pages("constructor second").get(0));
        assertThat(NOTES.pages("constructor second")).doesNotContainAnyElementsOf(NOTES.pages("constructor first"));
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static final class ClassConstructorTestCase {
        private final Page page;

        ClassConstructorTestCase(@LeasedPage(profile = "admin") Page page) {
            this.page = page;
        }

        @Test
        void first(@LeasedPage(profile = "admin") Page own) {
            use(page);
            use(own);
            NOTES.add("class constructor", page);
            NOTES.add("own", own);
        }

        @Test
        void second(@LeasedPage(profile = "admin") Page own) {
            use(page);
            NOTES.add("class constructor", page);
            NOTES.add("own", own);
        }
    }

    @Test
    void aConstructorOfAPerClassInstanceGetsATabOfTheClass() {
        assertThat(NOTES.pages("class constructor")).hasSize(2);
        assertThat(NOTES.pages("class constructor"))
                .containsOnly(NOTES.pages("class constructor").get(0));
        assertThat(NOTES.pages("own"))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(NOTES.pages("class constructor"));
    }

    static final class EachTestCase {
        @BeforeEach
        void before(@LeasedPage(profile = "admin") Page one, @LeasedPage(profile = "admin") PageLease two) {
            use(one);
            NOTES.add("first", one);
            NOTES.add("second", two.page());
        }

        @Test
        void test(@LeasedPage(profile = "admin") PageLease one, @LeasedPage(profile = "admin") Page two) {
            assertThat(one.page()).hasTitle("Login site");
            NOTES.add("first", one.page());
            NOTES.add("second", two);
        }

        @AfterEach
        void after(@LeasedPage(profile = "admin") Page one, @LeasedPage(profile = "admin") Page two) {
            use(two);
            NOTES.add("first", one);
            NOTES.add("second", two);
        }
    }

    @Test
    void theNthParameterIsTheSameTabBeforeInAndAfterTheTest() {
        assertThat(NOTES.pages("first"))
                .hasSize(3)
                .containsOnly(NOTES.pages("first").get(0));
        assertThat(NOTES.pages("second"))
                .hasSize(3)
                .containsOnly(NOTES.pages("second").get(0));
        assertThat(NOTES.pages("first")).doesNotContainAnyElementsOf(NOTES.pages("second"));
    }

    static final class AllTestCase {
        @BeforeAll
        static void open(@LeasedPage(profile = "admin") Page page) {
            use(page);
            NOTES.add("all", page);
        }

        @Test
        void first() {
            use(NOTES.pages("all").get(0));
        }

        @Test
        void second(@LeasedPage(profile = "admin") Page own) {
            use(own);
            use(NOTES.pages("all").get(0));
            NOTES.add("beside all", own);
        }

        @AfterAll
        static void close(@LeasedPage(profile = "admin") Page page) {
            NOTES.add("all", page);
            NOTES.add("open in afterAll", !page.isClosed());
        }
    }

    @Test
    void aPageOfBeforeAllLastsAsLongAsTheClass() {
        assertThat(NOTES.pages("all"))
                .hasSize(2)
                .containsOnly(NOTES.pages("all").get(0));
        assertThat(NOTES.of("open in afterAll")).containsExactly(true);
        assertThat(NOTES.pages("beside all")).doesNotContainAnyElementsOf(NOTES.pages("all"));
    }

    static final class OuterTestCase {
        @BeforeEach
        void outer(@LeasedPage(profile = "admin") Page page) {
            NOTES.add("outer", page);
        }

        @Test
        void test(@LeasedPage(profile = "admin") Page page) {
            use(page);
        }

        @Nested
        final class InnerTestCase {
            @Test
            void test(@LeasedPage(profile = "admin") Page page) {
                use(page);
                NOTES.add("inner", page);
            }
        }
    }

    @Test
    void aNestedTestHasALeaseOfItsOwnThatTheOuterBeforeEachSharesWithIt() {
        assertThat(NOTES.pages("outer")).hasSize(2).doesNotHaveDuplicates();
        assertThat(NOTES.pages("outer")).containsAll(NOTES.pages("inner"));
    }

    abstract static class ParentCase {
        @BeforeEach
        void parent(@LeasedPage(profile = "admin") Page page) {
            NOTES.add("parent", page);
        }

        @Test
        void inherited(@LeasedPage(profile = "admin") Page page) {
            use(page);
            NOTES.add("inherited", page);
        }
    }

    interface FaceCase {
        @Test
        default void byDefault(@LeasedPage(profile = "admin") Page page) {
            use(page);
            NOTES.add("inherited", page);
        }
    }

    static final class InheritingTestCase extends ParentCase implements FaceCase {}

    @Test
    void inheritedMethodsAndDefaultMethodsGetPages() {
        assertThat(NOTES.pages("inherited"))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(NOTES.pages("parent"));
    }
}
