package io.leasehold.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.LeaseholdException;
import io.leasehold.readback.ReadbackAssertionError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.opentest4j.AssertionFailedError;

/** Plants secrets everywhere and looks for them in all that a run leaves. Requirement: D3. */
@Tag("browser")
@ResourceLock(Resources.SYSTEM_OUT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecretsTests {

    private static final Canaries CANARIES = PlantedRun.CANARIES;

    private PlantedRun run;

    @BeforeAll
    void runAll(@TempDir Path folder) {
        run = PlantedRun.in(folder);
    }

    @Test
    void theRunWentAsPlanned() {
        assertThat(run.outcome().tests(Status.SUCCESSFUL))
                .as(run.outcome().failures().toString())
                .isEqualTo(3);
        assertThat(run.outcome().tests(Status.FAILED)).isEqualTo(14);
        assertThat(run.outcome().failureOf("isNotConfirmed(")).isInstanceOf(ReadbackAssertionError.class);
        assertThat(run.outcome().failureOf("isLeftInDoubt(")).hasMessageContaining("no answer");
        assertThat(run.outcome().failureOf("crashes(")).hasMessageContaining("crash");
    }

    /** What passed by, in its own words, holds the secrets: an empty search is no accident. */
    @Test
    void withoutRedactionTheSearchFindsThem() {
        String told = run.outcome().failures().stream().map(Throwable::toString).collect(Collectors.joining("\n"));
        Set<String> found = CANARIES.namesIn(RawCopy.RAW.text() + told);

        List<String> missed = new ArrayList<>(CANARIES.names());
        missed.removeAll(found);
        assertThat(CANARIES.names()).hasSizeGreaterThanOrEqualTo(36);
        assertThat(missed).hasSizeLessThanOrEqualTo(CANARIES.names().size() / 10);
    }

    @Test
    void theSearchFindsEachFormInEachKindOfFile(@TempDir Path folder) throws IOException {
        String secret = CANARIES.value("typed password");
        Files.writeString(folder.resolve("a.json"), "{\"x\": " + SecretSite.json(secret) + "}");
        Files.writeString(folder.resolve("wide.log"), "x" + secret, StandardCharsets.UTF_16LE);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("trace.zip")))) {
            zip.putNextEntry(new ZipEntry("inner.txt"));
            zip.write(("id=" + CANARIES.value("query token")).getBytes(StandardCharsets.UTF_8));
        }
        Files.createFile(folder.resolve(CANARIES.value("fragment")));

        Map<String, String> texts = LeftFiles.texts(folder);

        assertThat(CANARIES.in(texts.getOrDefault("a.json", ""))).contains("typed password (json)");
        assertThat(CANARIES.in(texts.getOrDefault("wide.log", ""))).contains("typed password (utf-16)");
        assertThat(CANARIES.in(texts.getOrDefault("trace.zip!inner.txt", ""))).contains("query token (raw)");
        assertThat(CANARIES.in(texts.getOrDefault(CANARIES.value("fragment"), "")))
                .contains("fragment (raw)");
        assertThat(run.commands()).anyMatch(line -> line.contains("--headless"));
    }

    @Test
    void noEvidenceFileHoldsASecret() throws IOException {
        Map<String, String> texts = LeftFiles.texts(run.outcome().evidence());

        assertThat(texts.keySet())
                .anyMatch(name -> name.endsWith("timeline.jsonl"))
                .anyMatch(name -> name.endsWith("checkout.json"))
                .anyMatch(name -> name.endsWith("final_state.json"))
                .anyMatch(name -> name.endsWith("worker.log"))
                .anyMatch(name -> name.endsWith("readback.html"))
                .anyMatch(name -> name.endsWith("failure.json"));
        assertThat(String.join("\n", texts.values())).contains("at step 'sign in with ***'", "X-Acme-Ticket: ***");
        texts.forEach((name, text) -> assertThat(CANARIES.in(text)).as(name).isEmpty());
    }

    @Test
    void noCopyForReportsHoldsASecret() throws IOException {
        Map<String, String> texts = LeftFiles.texts(run.folder().resolve("reports"));

        assertThat(texts.keySet()).anyMatch(name -> name.endsWith("failure.json"));
        texts.forEach((name, text) -> assertThat(CANARIES.in(text)).as(name).isEmpty());
    }

    @Test
    void neitherTheRegistryNorItsFolderHoldsASecret() throws IOException {
        Map<String, String> texts = LeftFiles.texts(run.folder().resolve("home"));

        assertThat(String.join("\n", texts.values()))
                .contains("mutation_begun", "change ***", "export ***", "in flight", "profile_quarantined");
        texts.forEach((name, text) -> assertThat(CANARIES.in(text)).as(name).isEmpty());
    }

    @Test
    void noPictureShowsAPlaceThatIsCovered() throws IOException {
        Map<String, Path> pictures =
                LeftFiles.under(run.folder(), ".png").stream().collect(Collectors.toMap(Path::toString, file -> file));

        assertThat(pictures.keySet())
                .anyMatch(name -> name.endsWith("failure.png"))
                .anyMatch(name -> name.contains("admin/session_probe.png"))
                .anyMatch(name -> name.contains("doubtful/final_state.png"))
                .anyMatch(name -> name.endsWith("readback-before.png"))
                .anyMatch(name -> name.endsWith("readback-after.png"));
        for (Map.Entry<String, Path> picture : pictures.entrySet()) {
            String name = picture.getKey();
            Set<String> seen = Blocks.in(Files.readAllBytes(picture.getValue())).keySet();
            // The login form that refused a password, and the browser's own page of an address that nobody serves.
            boolean elsewhere = name.contains("/denied/") || name.contains("cannotNavigate");
            assertThat(seen).as(name).isEqualTo(elsewhere ? Set.of() : Set.of(Blocks.TWIN));
        }
    }

    @Test
    void withoutCoversAPictureShowsThemAll() throws IOException {
        assertThat(Blocks.in(RawCopy.RAW.picture()))
                .hasSize(Blocks.count())
                .allSatisfy((block, pixels) -> assertThat(pixels).isGreaterThan(500));
    }

    @Test
    void noLogRecordAndNoPrintedLineHoldsASecret() {
        assertThat(run.logged()).isNotEmpty();
        assertThat(CANARIES.in(String.join("\n", run.logged()))).isEmpty();
        assertThat(CANARIES.in(run.printed())).isEmpty();
    }

    @Test
    void noReportEntryHoldsASecret() {
        assertThat(run.outcome().entries()).isNotEmpty();
        assertThat(CANARIES.in(run.outcome().entries().toString())).isEmpty();
    }

    /** What a test's own exception says is the test's; what stands in, beside or below it and is ours is looked at. */
    @Test
    void noExceptionOfLeaseholdHoldsASecret() {
        List<Throwable> own = new ArrayList<>();
        run.outcome().failures().forEach(thrown -> collect(thrown, own));

        assertThat(own).hasAtLeastOneElementOfType(ReadbackAssertionError.class).hasSizeGreaterThanOrEqualTo(3);
        own.forEach(thrown ->
                assertThat(CANARIES.in(thrown.toString())).as(thrown.toString()).isEmpty());
    }

    private static void collect(Throwable thrown, List<Throwable> own) {
        if (thrown instanceof LeaseholdException || thrown instanceof ReadbackAssertionError) {
            own.add(thrown);
        }
        for (Throwable beside : thrown.getSuppressed()) {
            collect(beside, own);
        }
        if (thrown.getCause() != null) {
            collect(thrown.getCause(), own);
        }
    }

    @Test
    void aTestThatIsDeniedHearsNoSecret() {
        Throwable denied = run.outcome().failureOf("isDenied(");
        assertThat(denied).isNotInstanceOf(AssertionFailedError.class);
        assertThat(CANARIES.in(String.valueOf(denied.getMessage()))).isEmpty();
    }

    @Test
    void noCommandLineOfAChildHoldsASecret() {
        assertThat(run.commands()).isNotEmpty();
        assertThat(CANARIES.in(String.join("\n", run.commands()))).isEmpty();
    }
}
