package io.leasehold.registry.protocol;

import java.util.Arrays;

/** The worlds that were met, in their order, and where each came from. */
final class Visited {

    private static final int FREE = -1;

    private long[][] words = new long[World.WORDS][1 << 16];
    private int[] parents = new int[1 << 16];
    private int[] index = fresh(1 << 17);
    private int size;

    private static int[] fresh(int length) {
        int[] index = new int[length];
        Arrays.fill(index, FREE);
        return index;
    }

    int size() {
        return size;
    }

    /** Adds a world, unless it was met before. */
    boolean add(long[] world, int parent) {
        int at = slot(world);
        if (index[at] != FREE) {
            return false;
        }
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, size * 2);
            for (int word = 0; word < World.WORDS; word++) {
                words[word] = Arrays.copyOf(words[word], size * 2);
            }
        }
        for (int word = 0; word < World.WORDS; word++) {
            words[word][size] = world[word];
        }
        parents[size] = parent;
        index[at] = size++;
        if (size * 2 > index.length) {
            rehash();
        }
        return true;
    }

    private void rehash() {
        index = fresh(index.length * 2);
        long[] world = new long[World.WORDS];
        for (int number = 0; number < size; number++) {
            read(number, world);
            index[slot(world)] = number;
        }
    }

    private int slot(long[] world) {
        long hash = 0;
        for (long word : world) {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        int at = (int) hash & (index.length - 1);
        while (index[at] != FREE && !isAt(index[at], world)) {
            at = (at + 1) & (index.length - 1);
        }
        return at;
    }

    private boolean isAt(int number, long[] world) {
        for (int word = 0; word < World.WORDS; word++) {
            if (words[word][number] != world[word]) {
                return false;
            }
        }
        return true;
    }

    void read(int number, long[] world) {
        for (int word = 0; word < World.WORDS; word++) {
            world[word] = words[word][number];
        }
    }

    int parent(int number) {
        return parents[number];
    }
}
