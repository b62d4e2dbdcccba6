package io.leasehold.suite;

/** Food for one of two forks. */
final class FirstForkTestCase extends ForkCase {}
