package io.leasehold.profile;

import io.leasehold.LeaseholdException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Thrown when the profiles file, or a manifest, is missing, unreadable or wrong.
 *
 * <p>It lists every problem at once, each with line, column and path.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public final class ProfilesFileException extends LeaseholdException {

    private static final long serialVersionUID = 1L;
    private static final int LISTED = 200;
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
            Problem::at, Comparator.comparingInt(Position::line).thenComparingInt(Position::column));

    private final transient List<String> problems;

    private ProfilesFileException(String message, List<String> problems) {
        super(message, null);
        this.problems = problems;
    }

    static ProfilesFileException unusable(String message) {
        return new ProfilesFileException(message, List.of(message));
    }

    static ProfilesFileException invalid(String origin, List<Problem> problems) {
        List<String> lines =
                problems.stream().sorted(BY_PLACE).map(Problem::toString).toList();
        String listed = lines.stream().limit(LISTED).map(line -> "\n  " + line).collect(Collectors.joining());
        String more = lines.size() > LISTED ? "\n  and " + (lines.size() - LISTED) + " more." : "";
        String count = lines.size() == 1 ? "1 problem" : lines.size() + " problems";
        return new ProfilesFileException(
                origin + " cannot be used: it has " + count + ". Correct the following:" + listed + more, lines);
    }

    /**
     * Lists what is wrong, in the order of the file.
     *
     * @return a line for each problem
     */
    public List<String> problems() {
        return problems;
    }
}
