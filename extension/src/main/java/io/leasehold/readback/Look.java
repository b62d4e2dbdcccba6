package io.leasehold.readback;

import io.leasehold.readback.ReadbackFailure.Reason;
import java.util.Optional;

/**
 * One look at what the server shows. Texts are not redacted.
 *
 * @param problem why it does not bear the claim out; none where it does
 * @param detail the end of the sentence that says why; empty for the usual one
 * @param shown what was seen
 * @param address what was opened
 * @param answer its status
 * @param picture of what was seen; empty where none was taken
 */
record Look(Optional<Reason> problem, String detail, String shown, String address, String answer, Picture picture) {

    static Look good() {
        return new Look(Optional.empty(), "", "", "", "", Picture.NONE);
    }

    static Look bad(Reason reason, String detail) {
        return new Look(Optional.of(reason), detail, "", "", "", Picture.NONE);
    }

    Look showing(String text) {
        return new Look(problem, detail, text, address, answer, picture);
    }

    Look of(String opened, String status) {
        return new Look(problem, detail, shown, opened, status, picture);
    }

    Look with(Picture taken) {
        return new Look(problem, detail, shown, address, answer, taken);
    }

    boolean isGood() {
        return problem.isEmpty();
    }
}
