package io.leasehold.browser;

/** Runs what is repeated: an executor drops a task that throws, without a word. */
final class Careful {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private Careful() {}

    /** Runs one look; whatever it throws, and even if a log handler of the user's throws too, the next one comes. */
    static void look(String what, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException | Error e) {
            tell(what + " failed: " + e.getClass().getName());
        }
    }

    private static void tell(String what) {
        try {
            LOGGER.log(System.Logger.Level.WARNING, what);
        } catch (RuntimeException | Error e) {
            // There is nobody left to tell.
        }
    }
}
