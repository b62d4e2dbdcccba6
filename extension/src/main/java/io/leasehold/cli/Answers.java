package io.leasehold.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.LoginCount;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What people ask about a profile, answered from its log: who used it last, which task changed its state, through which
 * proxy, did that end cleanly, was it reviewed, why is it quarantined, how often was its account signed in, and where
 * there is more to see.
 *
 * @param events the newest first
 * @param logins how often its account was signed in, if it was
 * @param evidence the folder of the run that used it last, if it is on this machine
 */
record Answers(ProfileStatus status, List<LeaseEvent> events, Optional<LoginCount> logins, Optional<Path> evidence) {

    private Optional<LeaseEvent> newest(Predicate<LeaseEvent> wanted) {
        return events.stream().filter(wanted).findFirst();
    }

    private Optional<LeaseEvent> changed() {
        return newest(event -> event.from() != event.to());
    }

    /** The event with which the last lease was settled, once it is. */
    private Optional<LeaseEvent> ending() {
        return status.lease()
                .filter(lease -> lease.status().isOver())
                .flatMap(lease ->
                        newest(event -> event.lease().equals(lease.key().lease().value())
                                && isInUse(event.from())
                                && !isInUse(event.to())));
    }

    private static boolean isInUse(ProfileState state) {
        return state == ProfileState.LEASED || state == ProfileState.STALE;
    }

    private Optional<LeaseEvent> review() {
        long end = ending().map(LeaseEvent::sequence).orElse(Long.MAX_VALUE);
        return newest(event -> event.type() == EventType.PROFILE_REVIEWED && event.sequence() > end);
    }

    private Optional<LeaseEvent> quarantine() {
        long free = newest(event -> event.to() == ProfileState.AVAILABLE && event.from() != ProfileState.AVAILABLE)
                .map(LeaseEvent::sequence)
                .orElse(0L);
        return newest(event -> event.type() == EventType.PROFILE_QUARANTINED && event.sequence() > free);
    }

    private Optional<Boolean> endedCleanly() {
        return status.lease()
                .filter(lease -> lease.status().isOver())
                .map(lease -> lease.status() == LeaseStatus.RELEASED);
    }

    String text() {
        Table table =
                new Table("used last by", status.lease().map(Answers::user).orElse("nobody"));
        table.row(
                "for the task",
                status.lease()
                        .map(LeaseRecord::task)
                        .filter(task -> !task.isEmpty())
                        .orElse("none was named"));
        table.row(
                "through the proxy",
                status.lease()
                        .map(LeaseRecord::proxy)
                        .filter(proxy -> !proxy.isEmpty())
                        .orElse("none"));
        table.row("state changed by", changed().map(Answers::change).orElse("nobody yet"));
        table.row("ended cleanly", cleanly());
        table.row("reviewed", review().map(Answers::act).orElse("no"));
        table.row("quarantined because", quarantine().map(Answers::act).orElse("it is not"));
        table.row("logins", logins.map(Answers::counted).orElse("none"));
        table.row("evidence", evidence.map(Path::toString).orElseGet(this::evidenceElsewhere));
        return table.text();
    }

    private static String user(LeaseRecord lease) {
        return "run " + lease.holder().runId() + " on host " + lease.holder().host() + ", process "
                + lease.holder().process().pid() + ", from "
                + Moment.of(lease.times().started()) + " to "
                + lease.times().ended().map(Moment::of).orElse("now");
    }

    private String evidenceElsewhere() {
        return status.lease()
                .map(lease -> "none here; host " + lease.holder().host() + " may have the folder of run "
                        + lease.holder().runId())
                .orElse("none");
    }

    private static String change(LeaseEvent event) {
        String task = event.actor().task().isEmpty()
                ? ""
                : " for the task '" + event.actor().task() + "'";
        return event.actor().name() + task + ", " + event.type().code() + " at " + Moment.of(event.at());
    }

    private String cleanly() {
        return endedCleanly()
                .map(clean -> (clean ? "yes" : "no")
                        + ending().map(end -> ", " + act(end)).orElse(""))
                .orElse(status.lease().isEmpty() ? "it was never used" : "it has not ended");
    }

    private static String act(LeaseEvent event) {
        return event.type().code() + " by " + event.actor().name() + " at " + Moment.of(event.at()) + ": "
                + event.reason();
    }

    private static String counted(LoginCount count) {
        String last = count.last()
                .map(login -> ", the last at " + Moment.of(login.at()) + " by run " + login.run() + " ("
                        + login.kind().code() + ")")
                .orElse("");
        return count.logins() + " of " + count.budget().logins() + " within "
                + count.budget().per() + last + "; " + count.refused() + " of "
                + count.budget().refusals() + " refused in a row";
    }

    private static ObjectNode json(LoginCount count) {
        ObjectNode node = Json.object()
                .put("logins", count.logins())
                .put("budget", count.budget().logins())
                .put("per", count.budget().per().toString())
                .put("refused_in_a_row", count.refused())
                .put("refusals", count.budget().refusals());
        count.last().ifPresent(login -> node.put("last_at", login.at().toString())
                .put("last_run", login.run())
                .put("last_result", login.kind().code()));
        return node;
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        Json.text(
                node,
                "used_last_by",
                status.lease().map(lease -> lease.holder().runId()).orElse(""));
        Json.text(node, "task_type", status.lease().map(LeaseRecord::task).orElse(""));
        Json.text(node, "proxy_id", status.lease().map(LeaseRecord::proxy).orElse(""));
        put(node, "state_changed_by", changed());
        node.put("ended_cleanly", endedCleanly().orElse(null));
        put(node, "ended_with", ending());
        put(node, "reviewed", review());
        put(node, "quarantined_because", quarantine());
        logins.ifPresentOrElse(count -> node.set("logins", json(count)), () -> node.putNull("logins"));
        node.put("evidence", evidence.map(Path::toString).orElse(null));
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<LeaseEvent> event) {
        event.ifPresentOrElse(found -> node.set(name, Json.event(found)), () -> node.putNull(name));
    }
}
