package io.leasehold.jupiter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Leased pages in tests that run many times, several in one test, and where they start. Requirement: L1, L3, L13. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InvocationShapesTests {

    private static final Notes NOTES = new Notes();

    private final LoginSite site = LoginSite.start().page("/orders", "<h1>Orders</h1>");
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void runAll(@TempDir Path folder) throws IOException {
        NOTES.clear();
        site.handle("/open", exchange -> LoginSite.html(exchange, 200, "<h1>Open to all</h1>"));
        SuiteRun run = SuiteRun.of(folder, ManyTestCase.class, SeveralTestCase.class, StartTestCase.class)
                .profilesAt(site, "admin", "buyer");
        outcome = withOtherHost(folder, run).run();
    }

    /** Absolute addresses in annotations are constants, so a name stands for the site's free port. */
    private SuiteRun withOtherHost(Path folder, SuiteRun run) throws IOException {
        String rule =
                "--host-resolver-rules=MAP other.example " + site.baseUrl().substring("http://".length());
        String json = Files.readString(folder.resolve("profiles.json"));
        return run.profiles("{\"browser\": {\"args\": [\"" + rule + "\"]}," + json.substring(1));
    }

    @AfterAll
    void stop() {
        site.close();
    }

    private static void use(Page page, String account) {
        page.navigate("/");
        assertThat(page.locator("#account")).hasText(account);
    }

    @Test
    void everyTestPasses() {
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(14);
        assertThat(NOTES.allPages()).allMatch(Page::isClosed);
    }

    @Test
    void oneLoginAProfileServesAllInvocations() {
        assertThat(site.logins()).isEqualTo(2);
    }

    static final class ManyTestCase {
        @ParameterizedTest
        @ValueSource(strings = {"/", "/orders"})
        void parameterized(String path, @LeasedPage(profile = "admin") Page page) {
            page.navigate(path);
            assertThat(page.locator("#account")).hasText("admin");
            NOTES.add("parameterized", page);
        }

        @RepeatedTest(2)
        void repeated(@LeasedPage(profile = "admin") Page page) {
            use(page, "admin");
            NOTES.add("repeated", page);
        }

        @TestTemplate
        @ExtendWith(TwiceProvider.class)
        void template(@LeasedPage(profile = "admin") Page page) {
            use(page, "admin");
            NOTES.add("template", page);
        }

        @TestFactory
        Stream<DynamicTest> factory(@LeasedPage(profile = "admin") Page page) {
            NOTES.add("factory", page);
            return Stream.of("/", "/orders")
                    .map(path -> dynamicTest(path, () -> {
                        page.navigate(path);
                        assertThat(page.locator("#account")).hasText("admin");
                    }));
        }
    }

    static final class TwiceProvider implements TestTemplateInvocationContextProvider {
        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            return Stream.of(new TestTemplateInvocationContext() {}, new TestTemplateInvocationContext() {});
        }
    }

    @Test
    void everyInvocationHasATabOfItsOwn() {
        assertThat(NOTES.pages("parameterized")).hasSize(2).doesNotHaveDuplicates();
        assertThat(NOTES.pages("repeated")).hasSize(2).doesNotHaveDuplicates();
        assertThat(NOTES.pages("template")).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void dynamicTestsUseTheTabOfTheirFactory() {
        assertThat(NOTES.pages("factory")).hasSize(1);
        assertThat(outcome.ended())
                .filteredOn(one -> one.test() && one.name().startsWith("/"))
                .hasSize(2);
    }

    static final class SeveralTestCase {
        @Test
        void twoOfOneProfile(@LeasedPage(profile = "admin") Page one, @LeasedPage(profile = "admin") Page two) {
            use(one, "admin");
            use(two, "admin");
            assertThat((Object) one).isNotSameAs(two);
            assertThat(one.context()).isSameAs(two.context());
            assertThat(one.context().pages()).contains(one, two);
        }

        @Test
        void twoProfiles(
                @LeasedPage(profile = "admin") Page admin,
                @LeasedPage(profile = "buyer") Page buyer,
                @LeasedPage(profile = "admin") Page second) {
            use(buyer, "buyer");
            use(admin, "admin");
            use(second, "admin");
            assertThat(buyer.context()).isNotSameAs(admin.context());
            assertThat((Object) second).isNotSameAs(admin);
        }
    }

    static final class StartTestCase {
        @Test
        void blank(@LeasedPage(profile = "admin") Page page) {
            assertThat(page.url()).isEqualTo("about:blank");
        }

        @Test
        void metaAnnotation(@AdminPage Page page) {
            assertThat(page.evaluate("document.readyState")).isEqualTo("complete");
            assertThat(page.locator("h1")).hasText("Orders");
            NOTES.add("relative", page.url());
        }

        @Test
        void absolute(@LeasedPage(profile = "admin", startAt = "http://other.example/open") Page page) {
            assertThat(page.evaluate("document.readyState")).isEqualTo("complete");
            assertThat(page.locator("h1")).hasText("Open to all");
            NOTES.add("absolute", page.url());
        }

        @Test
        void differentStarts(@AdminPage Page orders, @LeasedPage(profile = "admin", startAt = "/") Page start) {
            assertThat(orders.locator("h1")).hasText("Orders");
            assertThat(start.locator("h1")).hasText("Welcome");
        }
    }

    @Test
    void startAtIsLoadedWhenTheTestBegins() {
        assertThat(NOTES.of("relative")).containsExactly(site.baseUrl() + "/orders");
        assertThat(NOTES.of("absolute")).containsExactly("http://other.example/open");
    }
}
