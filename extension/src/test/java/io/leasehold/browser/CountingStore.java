package io.leasehold.browser;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A straightforward store that can be given each {@link Defect}, so that the explorer shows it would see it. */
final class CountingStore implements PinStore {

    private final Schedule schedule;
    private final int most;
    private final Defect defect;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<WatchedContext> opened = new CopyOnWriteArrayList<>();
    private long ticks;

    CountingStore(Schedule schedule, int most, Defect defect) {
        this.schedule = schedule;
        this.most = most;
        this.defect = defect;
    }

    private static final class Node {
        private final String profile;
        private final CountDownLatch latch = new CountDownLatch(1);
        private final Set<Token> tokens = new HashSet<>();
        private int count;
        private long used;
        private boolean claimed;
        private @Nullable WatchedContext context;

        Node(String profile) {
            this.profile = profile;
        }

        WatchedContext await() {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            WatchedContext open = context;
            if (open == null) {
                throw new AssertionError("not opened");
            }
            return open;
        }
    }

    private final class Pin implements Token {
        private final Node node;

        Pin(Node node) {
            this.node = node;
        }

        @Override
        public WatchedContext context() {
            return node.await();
        }

        @Override
        public void release() {
            CountingStore.this.release(this);
        }
    }

    private boolean countsOnly() {
        return defect == Defect.ANONYMOUS_COUNT || defect == Defect.RELEASE_BY_NAME;
    }

    private boolean isPinned(Node node) {
        return countsOnly() ? node.count > 0 : !node.tokens.isEmpty();
    }

    @Override
    public Token pin(String profile) {
        Node node;
        Pin pin;
        boolean first;
        boolean late;
        synchronized (this) {
            Node known = nodes.get(profile);
            first = known == null;
            node = known == null ? new Node(profile) : known;
            late = defect == Defect.NO_SINGLE_OPENING || (defect == Defect.LATE_RESERVATION && nodes.size() >= most);
            if (first && !late) {
                nodes.put(profile, node);
            }
            pin = new Pin(node);
            node.tokens.add(pin);
            node.count++;
            node.used = ++ticks;
        }
        if (first) {
            evict(late ? most - 1 : most);
            open(node);
        }
        node.await();
        return pin;
    }

    private void open(Node node) {
        WatchedContext context = new WatchedContext(schedule, node.profile);
        opened.add(context);
        schedule.pause("opening " + node.profile);
        synchronized (this) {
            node.context = context;
            if (!node.claimed) {
                nodes.put(node.profile, node);
            }
        }
        node.latch.countDown();
    }

    private void release(Pin pin) {
        synchronized (this) {
            Node node = defect == Defect.RELEASE_BY_NAME ? nodes.get(pin.node.profile) : pin.node;
            boolean counted = pin.node.tokens.remove(pin);
            if (node != null && (counted || defect == Defect.ANONYMOUS_COUNT)) {
                node.count = Math.max(0, node.count - 1);
                node.used = ++ticks;
            }
        }
        if (defect != Defect.NO_LOOK_AT_RELEASE) {
            evict(most);
        }
    }

    private void evict(int allowed) {
        for (Optional<Node> victim = victim(allowed); victim.isPresent(); victim = victim(allowed)) {
            closeClaimed(victim.get(), defect == Defect.REMOVED_AFTER_EVICTION);
            if (defect == Defect.NO_LOOK_AT_RELEASE) {
                return;
            }
        }
    }

    private synchronized Optional<Node> victim(int allowed) {
        long staying = nodes.values().stream().filter(node -> !node.claimed).count();
        Optional<Node> victim = staying <= allowed
                ? Optional.empty()
                : nodes.values().stream()
                        .filter(node -> node.context != null && !node.claimed && !isPinned(node))
                        .min(Comparator.comparingLong(node -> node.used));
        victim.ifPresent(node -> claim(node, defect == Defect.REMOVED_AFTER_EVICTION));
        return victim;
    }

    private void claim(Node node, boolean removedLater) {
        node.claimed = true;
        if (!removedLater) {
            nodes.remove(node.profile, node);
        }
    }

    private void closeClaimed(Node node, boolean removedLater) {
        node.await().close();
        if (removedLater) {
            synchronized (this) {
                nodes.remove(node.profile, node);
            }
        }
    }

    @Override
    public void end(String profile) {
        boolean removedLater = defect == Defect.REMOVED_AFTER_END;
        Node node;
        synchronized (this) {
            node = nodes.get(profile);
            if (node == null || node.claimed) {
                return;
            }
            if (defect != Defect.NO_CLAIM) {
                claim(node, removedLater);
            }
        }
        schedule.pause("ending " + profile);
        node.await().endedBy("a person");
        closeClaimed(node, removedLater || defect == Defect.NO_CLAIM);
    }

    @Override
    public List<WatchedContext> opened() {
        return opened;
    }

    @Override
    public void close() {
        List<String> profiles;
        synchronized (this) {
            profiles = List.copyOf(nodes.keySet());
        }
        profiles.forEach(this::end);
    }
}
