package io.leasehold.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.LoginSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A password that a profile takes from the environment is in nothing that the run leaves. Requirement: D3. */
@Tag("browser")
final class EnvironmentSecretTests {

    @Test
    @Timeout(120)
    void aPasswordOfTheEnvironmentIsInNothingThatIsLeft(@TempDir Path folder, @TempDir Path aside) throws Exception {
        Canaries canaries = new Canaries();
        canaries.plantValue("environment", LoginSite.PASSWORD);
        Path raw = aside.resolve("raw.txt");
        try (LoginSite site = LoginSite.start()) {
            runElsewhere(folder, site.baseUrl(), raw);
            assertThat(site.logins()).isEqualTo(1);
        }
        String told = Files.readString(raw);
        Map<String, String> texts = LeftFiles.texts(folder);

        assertThat(canaries.in(told)).contains("environment (raw)");
        assertThat(told.lines().filter(line -> line.startsWith("child ")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(canaries.in(line)).isEmpty());
        assertThat(String.join("\n", texts.values())).contains("from the environment: ***");
        assertThat(texts).containsKey("output.txt");
        texts.forEach((name, text) -> assertThat(canaries.in(text)).as(name).isEmpty());
    }

    private static void runElsewhere(Path folder, String url, Path raw) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EnvironmentRun.class.getName(),
                        url,
                        folder.toString(),
                        raw.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().put(EnvironmentRun.VARIABLE, LoginSite.PASSWORD);
        Process process = builder.start();
        boolean ended = process.waitFor(100, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended).isTrue();
    }
}
