package io.leasehold.architecture.canary.util;

record LivesAnywhere(int number) {}
