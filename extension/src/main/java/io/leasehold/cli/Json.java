package io.leasehold.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileStatus;
import java.util.Collection;
import java.util.function.Function;

/** The records as JSON. Each field is always there, and null where it does not apply; names are the registry's own. */
final class Json {

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static <T> ArrayNode array(Collection<T> all, Function<T, ObjectNode> one) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        all.forEach(each -> array.add(one.apply(each)));
        return array;
    }

    /** Puts a text, or null when there is none. */
    static ObjectNode text(ObjectNode node, String name, String value) {
        return value.isEmpty() ? node.putNull(name) : node.put(name, value);
    }

    static ObjectNode status(ProfileStatus status) {
        ProfileEntry profile = status.profile();
        ObjectNode node = object().put("profile_id", status.id().value());
        text(node, "account_id", profile.account());
        text(node, "platform", profile.platform());
        text(node, "group", profile.group());
        text(node, "proxy_id", profile.proxy());
        node.put("state", status.state().code());
        node.put("since", status.since().toString());
        text(node, "reason", status.reason());
        node.put("fencing_token", status.fencingToken());
        node.put("read_at", status.now().toString());
        status.lease().ifPresentOrElse(lease -> node.set("lease", lease(lease)), () -> node.putNull("lease"));
        return node;
    }

    static ObjectNode lease(LeaseRecord lease) {
        LeaseRecord.Times times = lease.times();
        LeaseRecord.Work work = lease.work();
        ObjectNode node = object().put("lease_id", lease.key().lease().value())
                .put("profile_id", lease.profile().value());
        text(node, "account_id", lease.account());
        text(node, "worker_id", lease.holder().id());
        text(node, "run_id", lease.holder().runId());
        text(node, "task_type", lease.task());
        text(node, "proxy_id", lease.proxy());
        node.put("fencing_token", lease.key().fencingToken())
                .put("lease_status", lease.status().code())
                .put("release_policy", lease.policy().code());
        text(node, "host", lease.holder().host());
        node.put("process", lease.holder().process().pid())
                .put("lease_started_at", times.started().toString())
                .put("heartbeat_at", times.heartbeat().toString())
                .put("expires_at", times.expires().toString());
        text(node, "ended_at", times.ended().map(Object::toString).orElse(""));
        text(node, "current_step", work.progress().step());
        text(node, "current_url", work.progress().url());
        text(node, "last_safe_step", work.lastSafeStep());
        node.put("mutations", work.mutations());
        return text(node, "mutation_open", work.openMutation().orElse(""));
    }

    static ObjectNode event(LeaseEvent event) {
        ObjectNode node = object().put("profile_id", event.profile().value())
                .put("sequence", event.sequence())
                .put("event_type", event.type().code())
                .put("from_state", event.from().code())
                .put("to_state", event.to().code());
        text(node, "lease_id", event.lease());
        node.put("fencing_token", event.fencingToken())
                .put("happened_at", event.at().toString());
        text(node, "actor", event.actor().name());
        text(node, "run_id", event.actor().run());
        text(node, "task_type", event.actor().task());
        text(node, "proxy_id", event.actor().proxy());
        return text(node, "reason", event.reason());
    }
}
