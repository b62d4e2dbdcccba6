package io.leasehold.suite;

/** Food for one of two forks. */
final class SecondForkTestCase extends ForkCase {}
