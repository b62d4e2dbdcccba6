package io.leasehold.harbor.uploads;

/** What arrived. */
record Upload(String name, long size, String sha256) {}
