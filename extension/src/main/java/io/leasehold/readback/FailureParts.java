package io.leasehold.readback;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import io.leasehold.ReadbackAccess;
import io.leasehold.ReadbackStrength;
import io.leasehold.readback.ReadbackFailure.Reason;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a failure together, redacted. */
record FailureParts(
        ActedMutation acted, Claimed claim, ActedMutation.Settled settled, Look look, ReadbackStrength step) {

    private static final int LONGEST = 600;
    private static final int LONGEST_READ = 65_536;

    static FailureParts of(
            ActedMutation acted, Claimed claim, ActedMutation.Settled settled, Look look, ReadbackStrength step) {
        return new FailureParts(acted, claim, settled, look, step);
    }

    static ReadbackFailure with(ReadbackFailure failure, List<Path> evidence) {
        return new ReadbackFailure(
                failure.mutation(),
                failure.claim(),
                failure.strength(),
                failure.reason(),
                failure.detail(),
                failure.seen(),
                failure.writes(),
                failure.reading(),
                evidence,
                failure.lease());
    }

    ReadbackFailure failure(Reason reason, ReadbackFailure.Reading reading) {
        ReadbackAccess access = acted.access();
        boolean looked = reading.looks() > 0;
        return new ReadbackFailure(
                text(acted.name()),
                claim.claim(),
                step,
                reason,
                text(detail(reason)),
                new ReadbackFailure.Seen(
                        looked ? text(claim.expectation().expected()) : "",
                        text(look.shown()),
                        text(settled.shown().orElse(""))),
                settled.settlement().writes().stream()
                        .map(one -> new ReadbackFailure.WriteRequest(
                                one.method(), access.redactUrl(one.url()), text(answer(one, access))))
                        .toList(),
                reading,
                List.of(),
                access.describe());
    }

    private String detail(Reason reason) {
        if (!look.detail().isEmpty()) {
            return look.detail();
        }
        return reason == Reason.DIFFERENT && !claim.isConfirmation()
                ? "the server does not show what it showed before"
                : "the server shows something else";
    }

    private static String answer(Sent one, ReadbackAccess access) {
        @Nullable Response response = one.response();
        if (!one.failure().isEmpty()) {
            return one.failure();
        }
        if (response == null) {
            return "no answer";
        }
        return response.status() + (one.isGraphQlRefusal() ? " with GraphQL errors" : "") + target(response, access);
    }

    /** Where the answer sent the browser on to. */
    private static String target(Response response, ReadbackAccess access) {
        @Nullable String location = response.headers().get("location");
        try {
            return location == null ? "" : ", on to " + access.redactUrl(location.split("[?#]", 2)[0]);
        } catch (PlaywrightException e) {
            return "";
        }
    }

    private String text(String text) {
        // Cut only after it was redacted: half of a secret is not recognised.
        String safe = acted.access().redact(text.length() <= LONGEST_READ ? text : text.substring(0, LONGEST_READ));
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "…";
    }
}
