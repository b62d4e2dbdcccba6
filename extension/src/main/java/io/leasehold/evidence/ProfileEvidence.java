package io.leasehold.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leasehold.ProfileId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a run writes down about one profile, in a folder of its own. Every text goes through the redactor. Thread-safe.
 *
 * <p>What fails is also remembered: a run whose evidence has a hole is not the same as one that left none.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class ProfileEvidence {

    private static final String LOG = "worker.log";
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_LINES = 5_000;
    private static final int TRIES = 1_000;
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private final Path folder;
    private final String subject;
    private final Redactor redactor;
    private final Clock clock;
    private int lines;
    private String problem = "";

    private ProfileEvidence(Path folder, String subject, Redactor redactor, Clock clock) {
        this.folder = folder;
        this.subject = subject;
        this.redactor = redactor;
        this.clock = clock;
    }

    /**
     * Makes a profile's folder in a run's, and writes a first line into it.
     *
     * @param run the run's folder
     * @param profile the profile
     * @param redactor is applied to every text
     * @param clock tells the time of each line
     * @return the evidence
     * @throws EvidenceException if folder or line cannot be made
     */
    public static ProfileEvidence open(RunFolder run, ProfileId profile, Redactor redactor, Clock clock) {
        Path folder = run.profileFolder(profile);
        ProfileEvidence evidence = new ProfileEvidence(folder, profile.value(), redactor, clock);
        try {
            evidence.append("run " + run.runId() + " begins to use the profile");
        } catch (IOException e) {
            throw evidence.failure(LOG, e);
        }
        return evidence;
    }

    /**
     * Gives the folder.
     *
     * @return an absolute path
     */
    public Path folder() {
        return folder;
    }

    /**
     * Writes a line of the log; what goes wrong is remembered and not thrown.
     *
     * @param text what happened, in words
     */
    public synchronized void log(String text) {
        if (++lines > MOST_LINES) {
            return;
        }
        try {
            append(lines < MOST_LINES ? text : "no more lines are written, there are too many");
        } catch (IOException e) {
            remember(e);
        }
    }

    /** One line a call, whatever the text is. */
    private void append(String text) throws IOException {
        String line =
                Clip.redacted(redactor.redact(text).replaceAll("\\s+", " ").strip(), LONGEST_LINE);
        PrivateFiles.append(
                folder.resolve(LOG),
                (clock.instant() + " [" + subject + "] " + line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a record beside those of the same name that are there already.
     *
     * @param name the file's name without number and ending
     * @param record the content
     * @return the name of the file
     * @throws EvidenceException if it cannot be written
     */
    public String write(String name, ObjectNode record) {
        return firstFree(name, ".json", json(record));
    }

    /**
     * Writes a record in the place of the one of the same name.
     *
     * @param name the file's name without ending
     * @param record the content
     * @throws EvidenceException if it cannot be written
     */
    public synchronized void replace(String name, ObjectNode record) {
        try {
            PrivateFiles.replace(folder.resolve(name + ".json"), json(record));
        } catch (IOException e) {
            throw failure(name + ".json", e);
        }
    }

    /**
     * Writes a picture beside those of the same name; what goes wrong is remembered and not thrown.
     *
     * @param name the file's name without number and ending
     * @param png the picture, in which secrets are covered
     * @return the name of the file, if it could be written
     */
    public Optional<String> picture(String name, byte[] png) {
        try {
            return Optional.of(firstFree(name, ".png", png));
        } catch (EvidenceException e) {
            return Optional.empty();
        }
    }

    /**
     * Tells what could not be written, the first of all.
     *
     * @return the kind of failure, if there was one
     */
    public synchronized Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    private synchronized String firstFree(String name, String ending, byte[] content) {
        for (int number = 1; number < TRIES; number++) {
            String file = (number == 1 ? name : name + "-" + number) + ending;
            try {
                PrivateFiles.write(folder.resolve(file), content);
                return file;
            } catch (FileAlreadyExistsException e) {
                // Of an earlier decision, which stays.
            } catch (IOException e) {
                throw failure(file, e);
            }
        }
        throw failure(name + ending, new FileAlreadyExistsException(name + "-" + TRIES + ending));
    }

    private synchronized EvidenceException failure(String file, IOException cause) {
        remember(cause);
        return new EvidenceException(
                "The evidence file " + folder.resolve(file) + " could not be written: "
                        + cause.getClass().getSimpleName()
                        + ". Check that its folder is there, may be written, and that the disk has room.",
                cause);
    }

    private void remember(IOException cause) {
        if (problem.isEmpty()) {
            problem = cause.getClass().getSimpleName();
        }
    }

    private byte[] json(ObjectNode record) {
        try {
            return (JSON.writeValueAsString(redacted(record)) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("A tree of JSON cannot be written.", e);
        }
    }

    private JsonNode redacted(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(redactor.redact(node.textValue()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(redacted(item)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.fields().forEachRemaining(field -> copy.set(field.getKey(), redacted(field.getValue())));
            return copy;
        }
        return node;
    }
}
