package io.leasehold.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.evidence.Redactor;
import io.leasehold.fixture.TimelineFile;
import io.leasehold.fixture.Waiting;
import io.leasehold.profile.Secret;
import io.leasehold.suite.LogRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of events. Requirement: D1, D3. */
final class TimelineTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T10:15:30.123456Z"), ZoneOffset.UTC);
    private static final Redaction REDACTION =
            new Redaction(text -> text.replace("hidden", "***"), url -> url.replaceFirst("\\?.*", "?…"), () -> 0);
    private static final Subject LEASE = Subject.of(new ProfileId("shop"), new LeaseId("1f0c9a2e"), "OrderTests.adds");

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("timeline.jsonl");
    }

    private Timeline start() throws IOException {
        return Timeline.start(Files.newOutputStream(file), CLOCK, REDACTION);
    }

    private List<JsonNode> rows() {
        return TimelineFile.rows(file);
    }

    private static TimelineEvent navigation(String url) {
        return TimelineEvent.of(EventKind.NAVIGATION, LEASE, Detail.address("url", url));
    }

    @Test
    void aRowTellsWhenWhereWhoAndWhat() throws IOException {
        try (Timeline timeline = start()) {
            assertThat(timeline.tell(TimelineEvent.of(EventKind.RUN_STARTED, Subject.RUN)))
                    .isEqualTo(1);
            assertThat(timeline.tell(TimelineEvent.of(
                            EventKind.PROVIDER_REQUEST,
                            LEASE,
                            Detail.text("method", "GET"),
                            Detail.number("status", 200),
                            Detail.millis("ms", 7_900_000),
                            Detail.time("sent", Instant.EPOCH))))
                    .isEqualTo(2);
        }

        assertThat(Files.readAllLines(file).get(1).replaceFirst("\"nanos\":\\d+", "\"nanos\":0"))
                .isEqualTo("{\"row\":2,\"at\":\"2026-03-04T10:15:30.123456Z\",\"nanos\":0,\"thread\":\""
                        + Thread.currentThread().getName()
                        + "\",\"profile\":\"shop\",\"lease\":\"1f0c9a2e\",\"test\":\"OrderTests.adds\","
                        + "\"kind\":\"provider_request\",\"details\":{\"method\":\"GET\",\"status\":200,\"ms\":7,"
                        + "\"sent\":\"1970-01-01T00:00:00Z\"}}");
        assertThat(rows().get(0).has("profile")).isFalse();
        assertThat(rows().get(0).path("details").isEmpty()).isTrue();
    }

    @Test
    void rowsOfManyThreadsHaveOneOrder() throws Exception {
        int threads = 8;
        long each = 2_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier together = new CyclicBarrier(threads);
        try (Timeline timeline = start()) {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                work.add(pool.submit(() -> {
                    together.await();
                    for (int number = 0; number < each; number++) {
                        timeline.tell(TimelineEvent.of(EventKind.FAILURE, LEASE, Detail.number("own", number)));
                    }
                    return null;
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }

        List<JsonNode> rows = rows();
        assertThat(rows.stream().map(row -> row.path("row").asLong()).toList())
                .isEqualTo(LongStream.rangeClosed(1, threads * each).boxed().toList());
        assertThat(rows.stream().map(row -> row.path("nanos").asLong()).toList())
                .isSorted();
        Map<String, Long> next = new HashMap<>();
        for (JsonNode row : rows) {
            long own = row.path("details").path("own").asLong();
            assertThat(own).isEqualTo(next.getOrDefault(row.path("thread").asText(), 0L));
            next.put(row.path("thread").asText(), own + 1);
        }
        assertThat(next).hasSize(threads);
    }

    @Test
    void nothingIsWrittenBeforeItIsRedacted() throws Exception {
        try (Timeline timeline = start()) {
            Subject subject = Subject.of(new ProfileId("shop"), new LeaseId("a"), "T.logsInWith(hidden)");
            Thread thread = new Thread(
                    () -> timeline.tell(TimelineEvent.of(
                            EventKind.FAILURE,
                            subject,
                            Detail.text("message", "with hidden"),
                            Detail.address("url", "http://h/p?token=hidden"))),
                    "worker hidden");
            thread.start();
            thread.join();
        }

        assertThat(Files.readString(file))
                .doesNotContain("hidden")
                .contains("T.logsInWith(***)", "worker ***", "with ***", "http://h/p?…");
    }

    @Test
    void noEventShowsItsTextsByItself() {
        assertThat(TimelineEvent.of(
                                EventKind.FAILURE,
                                LEASE,
                                Detail.text("message", "hidden"),
                                Detail.address("u", "hidden"))
                        .toString())
                .contains("message")
                .doesNotContain("hidden");
    }

    @Test
    void aTextThatWasWrittenIsRedactedAnewOnceASecretIsLearned() throws IOException {
        Redactor redactor = new Redactor();
        Redaction learning = new Redaction(redactor::redact, redactor::redactUrl, redactor::changes);
        try (Timeline timeline = Timeline.start(Files.newOutputStream(file), CLOCK, learning)) {
            TimelineEvent said = TimelineEvent.of(EventKind.FAILURE, LEASE, Detail.text("message", "said opensesame"));
            timeline.tell(said);
            assertThat(Waiting.until(Duration.ofSeconds(20), () -> rows().size() == 1))
                    .isTrue();
            redactor.add(Secret.of("opensesame"));
            timeline.tell(said);
        }

        assertThat(rows().get(0).toString()).contains("said opensesame");
        assertThat(rows().get(1).toString()).contains("said ***");
    }

    @Test
    void aLongTextIsCutWithoutLeavingHalfASecret() throws IOException {
        try (Timeline timeline = start()) {
            timeline.tell(TimelineEvent.of(
                    EventKind.FAILURE, LEASE, Detail.text("message", "x".repeat(8_185) + " hidden-and-more")));
            timeline.tell(navigation("http://h/" + "hidden".repeat(10_000)));
        }

        assertThat(Files.readString(file)).doesNotContain("hid");
        assertThat(rows()).allSatisfy(row -> assertThat(row.toString().length()).isLessThan(1_000));
    }

    @Test
    void aTextThatCannotBeRedactedIsNotWrittenAndTheOthersAre() throws IOException {
        Redaction broken = new Redaction(
                text -> {
                    if (text.contains("odd")) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                },
                url -> url,
                () -> 0);
        try (Timeline timeline = Timeline.start(Files.newOutputStream(file), CLOCK, broken)) {
            timeline.tell(TimelineEvent.of(EventKind.FAILURE, LEASE, Detail.text("message", "odd")));
            timeline.tell(navigation("http://h/after"));
        }

        assertThat(Files.readString(file)).doesNotContain("odd").contains("unwritten", "http://h/after");
        assertThat(rows()).hasSize(2);
    }

    @Test
    void aDiskThatTakesNothingFailsNoTestAndIsNamedOnce() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (LogRecords log = LogRecords.open()) {
            try (Timeline timeline = Timeline.start(full, CLOCK, REDACTION)) {
                timeline.tell(navigation("http://h/1"));
                assertThat(Waiting.until(
                                Duration.ofSeconds(20), () -> !warnings(log).isEmpty()))
                        .isTrue();
                timeline.tell(navigation("http://h/2"));
            }

            assertThat(warnings(log)).singleElement().asString().contains("IOException", "go on without it");
        }
    }

    private static List<String> warnings(LogRecords log) {
        return log.texts().stream()
                .filter(text -> text.startsWith("Leasehold: the timeline"))
                .toList();
    }

    @Test
    void whatIsToldAfterTheEndGetsNoRow() throws IOException {
        Timeline timeline = start();
        timeline.close();

        assertThat(timeline.tell(navigation("http://h/late"))).isZero();
        timeline.close();
        assertThat(rows()).isEmpty();
    }

    @Test
    void aRowIsInTheFileSoonThoughNobodyClosesIt() throws IOException {
        try (Timeline timeline = start()) {
            timeline.tell(navigation("http://h/1"));

            assertThat(Waiting.until(Duration.ofSeconds(20), () -> rows().size() == 1))
                    .isTrue();
        }
    }
}
