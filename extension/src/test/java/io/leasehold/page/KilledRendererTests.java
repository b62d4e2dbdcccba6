package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.Aftermath;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.jupiter.Census;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** The process that renders one page is killed beside a page of another process. Requirement: L4, L5, L12. */
@Tag("browser")
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KilledRendererTests {

    private final Aftermath aftermath = Aftermath.watch();
    private SuiteRun.Outcome outcome;
    private int logins;

    @BeforeAll
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void run(@TempDir Path folder) {
        Census.forget(KillsTestCase.class);
        try (LoginSite site = LoginSite.start()) {
            outcome = SuiteRun.of(folder, KillsTestCase.class)
                    .profilesAt(site, "shop")
                    .run();
            logins = site.logins();
        }
    }

    @AfterAll
    void stop() {
        aftermath.close();
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @ExtendWith(Census.class)
    static class KillsTestCase {

        /** Pages of two sites are rendered by two processes. */
        @Order(1)
        @Test
        void killsTheProcessOfItsPage(
                @LeasedPage(profile = "shop", startAt = "/") Page bystander,
                @LeasedPage(profile = "shop") Page victim) {
            victim.navigate(bystander.url().replace("127.0.0.1", "localhost"));
            ProcessHandle renderer = busiestWhile(
                    () -> victim.evaluate("() => { for (const end = Date.now() + 1500; Date.now() < end; ); }"));
            List<String> crashed = new ArrayList<>();
            bystander.onCrash(page -> crashed.add("bystander"));
            renderer.destroyForcibly();

            assertThatExceptionOfType(PlaywrightException.class)
                    .isThrownBy(() -> victim.waitForCondition(() -> false))
                    .withMessageContaining("Page crashed");
            works(bystander);
            assertThat(crashed).isEmpty();
        }

        @Order(2)
        @Test
        void worksLater(@LeasedPage(profile = "shop", access = Access.EXCLUSIVE) Page page) {
            works(page);
            CDPSession session = page.context().newCDPSession(page);
            page.waitForCondition(() -> tabs(session) == 2);
        }

        private static void works(Page page) {
            page.navigate("/");
            assertThat(page.locator("#account").textContent()).isEqualTo("shop");
        }

        private static long tabs(CDPSession session) {
            return session.send("Target.getTargets").getAsJsonArray("targetInfos").asList().stream()
                    .filter(target ->
                            target.getAsJsonObject().get("type").getAsString().equals("page"))
                    .count();
        }

        private static ProcessHandle busiestWhile(Runnable work) {
            Map<ProcessHandle, Long> before =
                    renderers().stream().collect(Collectors.toMap(Function.identity(), KillsTestCase::ticks));
            work.run();
            return before.keySet().stream()
                    .max(Comparator.comparing(one -> ticks(one) - before.getOrDefault(one, 0L)))
                    .orElseThrow();
        }

        private static List<ProcessHandle> renderers() {
            return ProcessHandle.current()
                    .descendants()
                    .filter(process -> read(process, "cmdline").contains("--type=renderer"))
                    .toList();
        }

        /** User and system time are the 14th and 15th field; the name before them may have blanks, in brackets. */
        private static long ticks(ProcessHandle process) {
            String stat = read(process, "stat");
            if (stat.isEmpty()) {
                return 0;
            }
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }

        private static String read(ProcessHandle process, String file) {
            try {
                return Files.readString(
                        Path.of("/proc", String.valueOf(process.pid()), file), StandardCharsets.ISO_8859_1);
            } catch (IOException | UncheckedIOException e) {
                return "";
            }
        }
    }

    @Test
    void itsTestNoticesTheNeighbourAndLaterTestsDoNot() {
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(2);
        assertThat(logins).isEqualTo(1);
    }

    @Test
    void givingBackIsPromptAndWhole() {
        assertThat(Census.tests(KillsTestCase.class)).hasSize(2).allSatisfy(scope -> {
            assertThat(scope.activeAfter()).isZero();
            assertThat(scope.release())
                    .hasValueSatisfying(taken -> assertThat(taken).isLessThan(Duration.ofMillis(500)));
        });
        aftermath.assertSawABrowser();
        aftermath.assertNothingIsLeft();
    }
}
