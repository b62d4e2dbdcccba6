package io.leasehold.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real build with two forks and with reruns. Requirement: L2, L13. */
@Tag("browser")
final class SurefireTests {

    private static final String POM =
            """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>example</groupId><artifactId>forks</artifactId><version>1</version>
              <dependencies>
                <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
                  <version>5.13.4</version><scope>test</scope></dependency>
                <dependency><groupId>org.junit.platform</groupId><artifactId>junit-platform-launcher</artifactId>
                  <version>1.13.4</version><scope>test</scope></dependency>
              </dependencies>
              <build><plugins><plugin>
                <groupId>org.apache.maven.plugins</groupId><artifactId>maven-surefire-plugin</artifactId>
                <version>3.5.6</version>
                <configuration>
                  <testClassesDirectory>%s</testClassesDirectory>
                  <includes><include>**/*ForkTestCase.java</include></includes>
                  <additionalClasspathElements>%s</additionalClasspathElements>
                  <forkCount>2</forkCount>
                  <rerunFailingTestsCount>1</rerunFailingTestsCount>
                  <argLine>-Xmx256m</argLine>
                  <systemPropertyVariables>%s</systemPropertyVariables>
                </configuration>
              </plugin></plugins></build>
            </project>
            """;

    private final Set<String> forks = ConcurrentHashMap.newKeySet();
    private final CountDownLatch both = new CountDownLatch(2);

    private void meet(HttpExchange exchange) throws IOException {
        forks.add(String.valueOf(exchange.getRequestURI().getQuery()));
        both.countDown();
        try {
            // Neither fork ends before the other has begun, so each has a class of its own.
            boolean met = both.await(60, TimeUnit.SECONDS);
            LoginSite.html(exchange, met ? 200 : 500, "met");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void eachForkLogsInOnceAndRerunsWork(@TempDir Path folder) throws Exception {
        try (LoginSite site = LoginSite.start()) {
            site.handle("/meet", this::meet);
            SuiteRun.of(folder).profiles(twoSeats(site));
            Files.writeString(folder.resolve("pom.xml"), pom(folder));

            String output = build(folder);

            assertThat(output).contains("BUILD SUCCESS").contains("Flakes: 2");
            assertThat(folder.resolve("FirstForkTestCase")).hasContent("twice");
            assertThat(folder.resolve("SecondForkTestCase")).hasContent("twice");
            assertThat(forks).hasSize(2);
            assertThat(site.logins()).isEqualTo(2);
        }
    }

    /** An account is used by one JVM at a time, so forks that run at once have a seat each. */
    private static String twoSeats(LoginSite site) {
        return """
                {"baseUrl": "%s", "entryUrl": "/", "profiles": {"admin": {"accountId": "admin", "seats": 2,
                 "login": {"url": "/login", "steps": [
                  {"fill": "Email", "with": "admin"},
                  {"fill": "Password", "with": "${property:login.site.password}"},
                  {"click": "Sign in"},
                  {"expect": "#account"}]},
                 "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}}}"""
                .formatted(site.baseUrl());
    }

    private static String pom(Path folder) {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(one -> Path.of(one).toAbsolutePath())
                .toList();
        Path classes = classPath.stream()
                .filter(one -> Files.exists(one.resolve("io/leasehold/suite/FirstForkTestCase.class")))
                .findFirst()
                .orElseThrow();
        String elements = classPath.stream()
                .map(one -> "<additionalClasspathElement>" + one + "</additionalClasspathElement>")
                .collect(Collectors.joining());
        String worker = System.getProperty("leasehold.worker", "auto");
        String properties = "<leasehold.profiles>" + folder.resolve("profiles.json") + "</leasehold.profiles>"
                + "<leasehold.evidence>" + folder.resolve("evidence") + "</leasehold.evidence>"
                + "<leasehold.home>" + folder.resolve("home") + "</leasehold.home>"
                + "<leasehold.worker>" + worker + "</leasehold.worker>"
                + "<login.site.password>" + LoginSite.PASSWORD + "</login.site.password>"
                + "<fork.folder>" + folder + "</fork.folder>";
        return POM.formatted(classes, elements, properties);
    }

    private static String build(Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-o", "surefire:test"));
        String repository = System.getProperty("localRepository", System.getProperty("maven.repo.local", ""));
        if (!repository.isEmpty()) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        Path output = folder.resolve("build.txt");
        Process build = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(build.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            build.descendants().forEach(ProcessHandle::destroyForcibly);
            build.destroyForcibly();
        }
        return Files.readString(output);
    }
}
