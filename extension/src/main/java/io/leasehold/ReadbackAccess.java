package io.leasehold;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * What a lease lets readback do beyond what a test may do with it: the one way from the assertions to the provider, so that
 * they need to know nothing of workers, contexts and the registry. Thread-confined like the lease.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface ReadbackAccess {

    /** A lease that can be read back. */
    interface Source {
        /** Returns the way. */
        ReadbackAccess readback();
    }

    /** A change between its two lines in the registry. */
    interface Change extends Mutation {

        /** Runs what makes the change; what it throws is thrown on, and ends the change. */
        void act(Runnable action);

        /** Writes its end down, without anybody having confirmed it; once. */
        void end(String result);

        /** Writes its end down as confirmed. */
        void confirm(String how);

        /** Notes that the server may still do it, and nobody knows: its end is not written down. */
        void leaveInDoubt();

        /** Notes that the test was told that it is not confirmed. */
        void fail();
    }

    /** A page that was opened for one look. Whoever opened it closes it. */
    interface Visit extends AutoCloseable {

        /** Returns the page, which is blank. */
        Page page();

        /** Completes an address as the visitor's profile does. */
        String resolve(String address);

        /**
         * Looks by the profile's probe, in this page, whether the right account is signed in.
         *
         * @return what is wrong, as the end of a sentence
         */
        Optional<String> sessionProblem();

        @Override
        void close();
    }

    /** What the run's settings say. */
    record Terms(ReadbackStrength strength, Duration settle) {}

    /** Returns the settings. */
    Terms terms();

    /** Names the lease in messages: {@code lease=… profile=… test=…}. */
    String describe();

    /** Returns the lease's first page, which serves to wait when another one is closed. */
    Page leasedPage();

    /**
     * Writes down that a change begins.
     *
     * @throws LeaseLostException when it may not begin
     */
    Change begin(String name);

    /** Completes an address with the profile's base URL. */
    String resolve(String address);

    /** Tells quickly, from the page as it is, whether there is reason to ask the profile's probe. */
    boolean looksSignedOut(Page page);

    /** Opens a tab of the same context. */
    Visit openTab();

    /** Opens a page in a throw-away context that has the cookies of the login and nothing else. */
    Visit openCleanRoom();

    /**
     * Opens a tab of another profile, waiting for it as a test does.
     *
     * @throws LeaseholdException when it cannot be had, or is the same account
     */
    Visit openWitness(String profile);

    /**
     * Runs a read that must not keep anybody waiting.
     *
     * @return what it returned; nothing when it could not be had at once, or the way of connecting knows no limits
     */
    Optional<String> glimpse(Supplier<Optional<String>> read);

    /** Takes a picture with secret fields covered; what they hold is kept out of texts from then on. */
    byte[] picture(Page page);

    /** Writes a file into the lease's evidence folder; a name that is taken gets a number. */
    Path keep(String name, byte[] content);

    /** Takes secrets out of a text. */
    String redact(String text);

    /** Reduces an address to the place that it names. */
    String redactUrl(String url);
}
