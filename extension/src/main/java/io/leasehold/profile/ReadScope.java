package io.leasehold.profile;

/** What the readers of one file share. */
record ReadScope(Problems problems, Variables variables, SecretSource secrets, ClassLoader loader) {

    static ReadScope of(Variables variables, ClassLoader loader) {
        return new ReadScope(new Problems(), variables, new SecretSource(variables), loader);
    }
}
