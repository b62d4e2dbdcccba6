package io.leasehold.registry.jdbc;

/**
 * A moment of the registry's own clock.
 *
 * @param era the start that the count began at; times of different eras cannot be compared
 * @param count milliseconds, for deadlines
 * @param wall milliseconds since 1970, for people
 */
record RegistryTime(String era, long count, long wall) {

    boolean isPast(String deadlineEra, long deadline) {
        return !era.equals(deadlineEra) || deadline <= count;
    }
}
