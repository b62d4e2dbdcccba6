package io.leasehold.evidence;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What came of taking evidence. Immutable.
 *
 * @param files what was written
 * @param problems what could not be taken, and why; redacted
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public record EvidenceResult(List<Path> files, List<String> problems) {

    /** Copies the lists. */
    public EvidenceResult {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }
}
