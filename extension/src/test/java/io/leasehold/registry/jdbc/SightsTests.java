package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import io.leasehold.fixture.Waiting;
import io.leasehold.profile.BrowserSource;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Finding;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an inspection sees of a holder and its browser, with real processes, decides what becomes of the profile.
 *
 * <p>Requirement: P6, P7, P8.
 */
final class SightsTests {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(30));
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final ProcessTable processes = Requests.processes();
    private final List<Process> started = new ArrayList<>();
    private SetDialect time;
    private JdbcRegistry registry;

    @BeforeEach
    void open() {
        time = new SetDialect(folder);
        registry = time.open();
    }

    @AfterEach
    void close() {
        started.forEach(Process::destroyForcibly);
        registry.close();
    }

    /** A shell that only waits for its input, and so has no child that would outlive it. */
    private Process startSaying(String words) {
        return start("sh", "-c", "read line; : " + words);
    }

    private Process start(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LeaseKey leased(LeaseHolder holder, BrowserMark browser) {
        LeaseKey key = Requests.acquired(registry, Requests.of(SHOP.value(), holder, TIMING));
        registry.noteBrowser(key, browser);
        return key;
    }

    private void left(LeaseHolder holder, BrowserMark browser) {
        registry.expire(leased(holder, browser), "It did not answer.");
    }

    private Inspector inspector(boolean oneMachine) {
        return new Inspector(registry, processes, Requests.here("i"), oneMachine);
    }

    private Finding found() {
        return inspector(false)
                .inspect(SHOP, (lease, browser) -> Finding.clear("The probe has looked."))
                .orElseThrow();
    }

    private void assertThatTheProbeIsAsked() {
        assertThat(found()).isEqualTo(Finding.clear("The probe has looked."));
    }

    @Test
    void aBrowserThatOutlivesItsHolderIsNamed() {
        Process browser = start("sleep", "600");
        Process ended = start("true");
        ProcessMark alive = processes.mark(browser.pid()).orElseThrow();
        ProcessMark dead = new ProcessMark(alive.boot(), alive.namespace(), ended.pid(), "1");
        left(Requests.gone("a"), new BrowserMark(folder.resolve("browser").toString(), List.of(dead, alive)));

        assertThat(found().reason()).contains("a browser process of it is still alive: [" + browser.pid() + "]");

        browser.destroyForcibly();
        assertThat(Waiting.until(LIMIT, () -> processes.mark(browser.pid()).isEmpty()))
                .isTrue();
        assertThatTheProbeIsAsked();
    }

    /** The holder was killed between the launch and the note of the process. */
    @Test
    void aBrowserThatWasOnlyMeantIsFoundByItsFolder() {
        String own = folder.resolve("browser-of-a").toString();
        Process browser = startSaying("--user-data-dir=" + own);
        assertThat(Waiting.until(LIMIT, () -> processes.naming(own).equals(List.of(browser.pid()))))
                .isTrue();
        left(Requests.gone("a"), new BrowserMark(own, List.of()));

        assertThat(found().reason()).contains("still alive: [" + browser.pid() + "]");
    }

    @Test
    void whoLooksIsNotWhatIsLookedFor() {
        String here = System.getProperty("java.home");

        assertThat(ProcessHandle.current().info().commandLine().orElse("")).contains(here);
        assertThat(processes.naming(here))
                .doesNotContain(ProcessHandle.current().pid());
    }

    @Test
    void noBrowserIsLookedForByAFolderThatWasNeverNamed() {
        left(Requests.gone("a"), BrowserMark.NONE);

        assertThat(found().reason()).contains("went away before a browser was started");
    }

    @Test
    void aBrowserElsewhereCannotBeSeen() {
        startSaying("elsewhere");
        left(Requests.gone("a"), new BrowserMark(BrowserSource.ELSEWHERE, List.of()));

        assertThat(found().reason()).contains("whether its browser has ended cannot be seen from here");
    }

    @Test
    void aHolderThatCannotBeSeenIsWaitedForAnotherDeadline() {
        leased(Requests.elsewhere("a"), BrowserMark.NONE);
        time.passes(Duration.ofSeconds(60).minusMillis(1));
        assertThat(found().reason()).contains("cannot be seen from here, and may come back");

        time.passes(Duration.ofMillis(1));
        assertThat(found().reason()).contains("did not come back");
    }

    @Test
    void onlyALeaseThatIsHeldIsMissedBeforeItsTime() {
        LeaseKey key = leased(Requests.gone("a"), BrowserMark.NONE);
        assertThat(inspector(true).expireWhenGone(registry.find(SHOP).orElseThrow()))
                .isTrue();
        assertThat(inspector(true).expireWhenGone(registry.find(SHOP).orElseThrow()))
                .isFalse();
        registry.release(key, Requests.FINISHED);

        registry.release(leased(Requests.here("b"), BrowserMark.NONE), Requests.FINISHED);
        leased(Requests.here("c"), BrowserMark.NONE);
        assertThat(inspector(true).expireWhenGone(registry.find(SHOP).orElseThrow()))
                .isFalse();
    }

    @Test
    void anInspectionOfAProcessThatHasEndedIsTakenOver() {
        left(Requests.gone("a"), BrowserMark.NONE);
        registry.claim(SHOP, Requests.here("h"), Duration.ofMinutes(1), Requests.NOBODY_GONE);
        assertThat(inspector(false).inspect(SHOP, (lease, browser) -> Finding.clear("Never.")))
                .as("this JVM inspects and is alive")
                .isEmpty();
        time.passes(Duration.ofMinutes(1));
        registry.claim(SHOP, Requests.gone("h"), Duration.ofMinutes(1), Requests.NOBODY_GONE);

        assertThat(found().reason()).contains("went away before a browser was started");
    }

    @Test
    void theBrowserOfAProbeThatWasCutOffIsFound() {
        left(Requests.gone("a"), new BrowserMark(folder.resolve("browser-of-a").toString(), List.of()));
        String own = folder.resolve("browser-of-probe").toString();
        Process browser = startSaying("--user-data-dir=" + own);
        Inspector killed = new Inspector(registry, processes, Requests.gone("i"), false);
        assertThatThrownBy(() -> killed.inspect(SHOP, (lease, note) -> {
                    note.found(own, List.of(browser.pid()));
                    registry.close();
                    throw new LinkageError("It is killed here, and settles nothing.");
                }))
                .isInstanceOf(RuntimeException.class);
        registry = time.open();

        assertThat(found().reason()).contains("still alive: [" + browser.pid() + "]");
    }

    @Test
    void aProbeWhoseTimeIsOverOpensNoBrowser() {
        left(Requests.gone("a"), new BrowserMark(folder.resolve("browser-of-a").toString(), List.of()));
        assertThatThrownBy(() -> inspector(false).inspect(SHOP, (lease, browser) -> {
                    time.passes(Duration.ofMinutes(6));
                    assertThatTheProbeIsAsked();
                    browser.found(folder.toString(), List.of());
                    return Finding.condemn("Too late.");
                }))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("profile 'shop' took too long, and another inspection has begun");
        assertThat(registry.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.AVAILABLE);
    }
}
