package io.leasehold.registry.protocol;

import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.InspectionVerdicts;
import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.protocol.Cell.Shared;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Goes through all worlds that can be reached, the nearest first, until a law is broken or there are no more. */
final class Exploration {

    private final HolderSteps holders;
    private final InspectorSteps inspectors;
    private final OtherSteps others;
    private final Visited visited = new Visited();
    private final Set<Move> moves = EnumSet.noneOf(Move.class);
    private final long[] words = new long[World.WORDS];
    private long steps;
    private String broken = "";
    private List<String> story = List.of();

    Exploration(Bounds bounds, Seed seed, ReleasePolicy policy) {
        RegistryRules rules = new RegistryRules(bounds, seed);
        holders = new HolderSteps(bounds, seed, rules);
        inspectors = new InspectorSteps(seed, rules, new InspectionVerdicts(policy));
        others = new OtherSteps(bounds, seed, rules);
    }

    /** Goes on until the end, or until so many worlds were met. */
    Exploration run(int most) {
        World.first().pack(words);
        visited.add(words, -1);
        for (int number = 0; number < visited.size() && broken.isEmpty(); number++) {
            if (visited.size() > most) {
                throw new IllegalStateException("More than " + most + " worlds.");
            }
            visit(number);
        }
        return this;
    }

    private World world(int number) {
        long[] packed = new long[World.WORDS];
        visited.read(number, packed);
        return World.unpack(packed);
    }

    private void visit(int number) {
        World world = world(number);
        boolean[] goesOn = new boolean[1];
        steps(world, step -> {
            steps++;
            moves.addAll(step.moves());
            goesOn[0] |= step.kind() == Step.Kind.INSPECTION;
            String wrong = broken.isEmpty() ? Laws.broken(world, step) : "";
            if (!wrong.isEmpty()) {
                broken = wrong;
                story = story(number);
                story.add(step.toString());
            }
            step.world().pack(words);
            visited.add(words, number);
        });
        if (broken.isEmpty() && !goesOn[0] && isLeftAlone(world)) {
            broken = "a stale profile that nobody can settle";
            story = story(number);
        }
    }

    /** Nobody but an inspection can do anything for it. */
    private static boolean isLeftAlone(World world) {
        return world.state() == ProfileState.STALE && !world.isHolderAlive(world.get(Shared.LEASE));
    }

    private void steps(World world, Consumer<Step> out) {
        for (int each = 0; each < Cell.EACH; each++) {
            holders.from(world, each, out);
            inspectors.from(world, each, out);
        }
        others.time(world, out);
        others.person(world, out);
    }

    /** Tells how a world came about, step by step. */
    private List<String> story(int number) {
        Deque<Integer> way = new ArrayDeque<>();
        for (int at = number; at >= 0; at = visited.parent(at)) {
            way.push(at);
        }
        List<String> told = new ArrayList<>();
        World before = world(way.pop());
        for (int next : way) {
            told.add(between(before, next));
            before = world(next);
        }
        return told;
    }

    private String between(World before, int next) {
        long[] wanted = new long[World.WORDS];
        long[] found = new long[World.WORDS];
        visited.read(next, wanted);
        List<String> told = new ArrayList<>();
        steps(before, step -> {
            step.world().pack(found);
            if (Arrays.equals(found, wanted)) {
                told.add(step.toString());
            }
        });
        return told.get(0);
    }

    int worlds() {
        return visited.size();
    }

    long stepCount() {
        return steps;
    }

    /** Returns the moves that happened at least once. */
    Set<Move> moves() {
        return moves;
    }

    /** Returns the law that was broken, or nothing. */
    String broken() {
        return broken;
    }

    @Override
    public String toString() {
        return broken + "\n  " + String.join("\n  ", story);
    }
}
