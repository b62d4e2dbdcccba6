package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ConfigurationException;
import io.leasehold.ProfileId;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.worker.WorkerWay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who opens a context, and when it is closed. Requirement: L7, L8. */
@Tag("browser")
final class ContextShelfTests {

    private static final ProfileId SHOP = new ProfileId("shop");

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicBoolean fails = new AtomicBoolean();
    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final Housekeeping housekeeping = new Housekeeping();
    private PrivateRoot root;
    private HostLauncher launcher;
    private Profile profile;
    private ContextShelf<HostedContext> shelf;

    @BeforeEach
    void prepare(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("profiles.json");
        Files.writeString(
                file,
                """
                {"baseUrl": "http://127.0.0.1:1", "entryUrl": "/", "profiles": {"shop": {"accountId": "shop",
                 "probe": {"url": "/", "ready": "h1"}}}}""");
        profile = ProfilesFile.open(file.toString()).profile("shop");
        root = PrivateRoot.create();
        launcher = new HostLauncher(
                new HostSettings(Optional.of(true), 0, folder, Optional.empty()),
                root,
                WorkerWay.choose(WorkerWay.Choice.AUTO),
                Clock.systemUTC(),
                housekeeping,
                () -> {});
        shelf = new ContextShelf<>(this::open, ShelfSettings.ofRun(OptionalInt.empty(), housekeeping.closers()));
    }

    private HostedContext open(Profile asked, Optional<String> state) {
        opened.incrementAndGet();
        if (fails.get()) {
            throw new ConfigurationException("This one fails.", null);
        }
        return launcher.open(asked, state, (found, pids) -> {});
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        shelf.close();
        housekeeping.close();
        root.close();
    }

    private List<Future<ContextPin<HostedContext>>> threeAtOnce() {
        CyclicBarrier together = new CyclicBarrier(3);
        List<Future<ContextPin<HostedContext>>> pins = new ArrayList<>();
        for (int user = 0; user < 3; user++) {
            pins.add(threads.submit(() -> {
                together.await();
                return shelf.pin(profile);
            }));
        }
        return pins;
    }

    @Test
    void concurrentFirstUsersOpenItOnceAndPinItEach() throws Exception {
        List<HostedContext> contexts = new ArrayList<>();
        List<ContextPin<HostedContext>> pins = new ArrayList<>();
        for (Future<ContextPin<HostedContext>> pin : threeAtOnce()) {
            pins.add(pin.get());
            contexts.add(pin.get().context());
        }

        assertThat(opened).hasValue(1);
        assertThat(contexts).containsOnly(contexts.get(0));
        assertThat(shelf.pins(SHOP)).isEqualTo(3);
        retiringClosesAtTheLastPin(pins);
    }

    private static void gone(List<ShelfPlace<HostedContext>> places) throws InterruptedException {
        for (ShelfPlace<HostedContext> place : places) {
            assertThat(place.gone().await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void retiringClosesAtTheLastPin(List<ContextPin<HostedContext>> pins) throws InterruptedException {
        HostedContext context = pins.get(0).context();
        shelf.retire(context);
        pins.get(0).release();
        pins.get(0).release();
        pins.get(1).release();
        assertThat(context.isUsable()).as("one pin is left").isTrue();

        List<ShelfPlace<HostedContext>> leaving = shelf.state().all();
        pins.get(2).release();
        gone(leaving);
        assertThat(context.isUsable()).isFalse();
        assertThat(context.end()).as("ended by its provider").isEmpty();
    }

    @Test
    void whenOpeningFailsAllWhoWaitedHearItNobodyIsPinnedAndALaterOneTriesAgain() {
        fails.set(true);
        for (Future<ContextPin<HostedContext>> pin : threeAtOnce()) {
            assertThatThrownBy(pin::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ConfigurationException.class)
                    .hasRootCauseMessage("This one fails.");
        }
        int tries = opened.get();
        assertThat(tries).isBetween(1, 3);
        assertThat(shelf.pins(SHOP)).isZero();

        fails.set(false);
        ContextPin<HostedContext> pin = shelf.pin(profile);

        assertThat(opened).hasValue(tries + 1);
        assertThat(pin.context().isUsable()).isTrue();
        pin.release();
        assertThat(pin.context().isUsable())
                .as("an unpinned context waits for the next")
                .isTrue();
    }
}
