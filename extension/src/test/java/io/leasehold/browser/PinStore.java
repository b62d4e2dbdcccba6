package io.leasehold.browser;

import java.util.List;

/** What keeps contexts by profile: the shelf, or one with a defect. */
interface PinStore {

    /** A pin. */
    interface Token {
        WatchedContext context();

        void release();
    }

    Token pin(String profile);

    void end(String profile);

    /** Returns all contexts that were ever opened. */
    List<WatchedContext> opened();

    /** Closes all. */
    void close();
}
