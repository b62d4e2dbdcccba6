package io.leasehold.checkout;

import io.leasehold.JobScope;
import io.leasehold.LeaseholdException;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.profile.Secret;
import io.leasehold.registry.Finding;
import io.leasehold.registry.MachineClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A run in a JVM of its own that routes, does jobs and tells what came of it: one command a line in, one answer a line out.
 * The test that starts it closes it.
 */
final class ForkedRun implements AutoCloseable {

    static final String PROFILES =
            """
            { "baseUrl": "http://shop.example",
              "profiles": {
                "a": { "accountId": "1", "platform": "shop", "ttl": "PT6S" },
                "b": { "accountId": "2", "platform": "shop", "ttl": "PT6S" },
                "desk": { "accountId": "3", "platform": "desk", "ttl": "PT6S", "seats": 2 } },
              "pools": { "any": { "members": ["a", "b"] } } }
            """;

    private final Process process;
    private final Writer commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private ForkedRun(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(() -> process.inputReader(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("> "))
                .map(line -> line.substring(2))
                .forEach(answers::add));
        reader.setDaemon(true);
        reader.start();
    }

    static ForkedRun start(RegistryPlace place, String name) {
        try {
            return new ForkedRun(new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            place.file().toString(),
                            place.url().reveal(),
                            name))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process process() {
        return process;
    }

    void send(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String answer() {
        try {
            return Optional.ofNullable(answers.poll(60, TimeUnit.SECONDS)).orElse("no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    String ask(String command) {
        send(command);
        return answer();
    }

    /** Stops or continues the process as a whole. */
    void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The run in the other JVM; the arguments are the place of the registry and the run's name. */
    static final class Main {
        private final Reservations reservations;
        private final Routing routing;
        private final PrintStream out;
        private Optional<Profile> profile = Optional.empty();
        private Optional<RunningJob> job = Optional.empty();

        private Main(String[] arguments, PrintStream out) {
            this.out = out;
            RegistryPlace place = new RegistryPlace(Path.of(arguments[0]), Secret.of(arguments[1]), "", Secret.of(""));
            RunRegistry registry = new RunRegistry(place, new MachineClock(Clock.systemUTC()), arguments[2]);
            reservations = new Reservations(registry, Duration.ofSeconds(40), (lost, why) -> {});
            routing = new Routing(
                    ProfilesFile.parse("leasehold.json", PROFILES),
                    reservations,
                    one -> Optional.empty(),
                    (one, browser) -> Finding.clear("There was no browser."));
        }

        public static void main(String[] arguments) throws IOException {
            Main main = new Main(arguments, new PrintStream(System.out, true, StandardCharsets.UTF_8));
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                main.out.println("> " + main.answer(List.of(line.split(" "))));
            }
        }

        private String answer(List<String> words) throws IOException {
            try {
                return switch (words.get(0)) {
                    case "route" -> route(words.get(1));
                    case "enter" -> enter(words.get(1), JobScope.valueOf(words.get(2)));
                    case "leave" -> leave();
                    case "many" -> many(Integer.parseInt(words.get(1)), Path.of(words.get(2)));
                    case "close" -> close();
                    default -> "unknown";
                };
            } catch (LeaseholdException e) {
                return e.getClass().getSimpleName() + ": "
                        + String.valueOf(e.getMessage()).replace("\n", " ");
            }
        }

        private String route(String name) {
            Profile chosen = routing.profile(name, "");
            reservations.take(chosen, (one, browser) -> Finding.clear("There was no browser."));
            profile = Optional.of(chosen);
            return chosen.id().value();
        }

        private String enter(String name, JobScope scope) {
            RunningJob entered =
                    reservations.jobs().enter(new JobCall(name, scope, profile.orElseThrow(), "test=forked"));
            job = Optional.of(entered);
            return entered.mutex() + " " + entered.fencingToken();
        }

        private String leave() {
            job.orElseThrow().end();
            return "left";
        }

        /** Does jobs one after another, each a read-add-write without any lock of its own. */
        private String many(int times, Path counter) throws IOException {
            List<String> tokens = new ArrayList<>();
            for (int time = 0; time < times; time++) {
                enter("count", JobScope.PLATFORM);
                long count = Long.parseLong(Files.readString(counter));
                Files.writeString(counter, String.valueOf(count + 1));
                tokens.add(String.valueOf(job.orElseThrow().fencingToken()));
                leave();
            }
            return String.join(",", tokens);
        }

        private String close() {
            reservations.close();
            return "closed";
        }
    }
}
