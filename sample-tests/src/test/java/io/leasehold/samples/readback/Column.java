package io.leasehold.samples.readback;

import static io.leasehold.readback.ReadbackAssertions.assertThatMutation;

import com.microsoft.playwright.Page;
import io.leasehold.readback.MutationAssert;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Ways to look, the weakest first. */
enum Column {
    /** An assertion on the page that made the change, without any readback. */
    PLAIN {
        @Override
        void judge(Page page, Runnable change, TrapWay way, String address) {
            change.run();
            way.steps().check().accept(page);
        }
    },
    /** What people write who think of it: reload, and the same assertion. Told, and judged by nobody. */
    BY_HAND {
        @Override
        void judge(Page page, Runnable change, TrapWay way, String address) {
            change.run();
            page.reload();
            way.steps().check().accept(page);
        }
    },
    RELOAD {
        @Override
        MutationAssert confirm(MutationAssert mutation, Consumer<Page> check) {
            return mutation.isConfirmedAfterReload(check);
        }
    },
    REOPENING {
        @Override
        MutationAssert confirm(MutationAssert mutation, Consumer<Page> check) {
            return mutation.isConfirmedAfterReopening(check);
        }
    },
    CLEAN_ROOM {
        @Override
        MutationAssert confirm(MutationAssert mutation, Consumer<Page> check) {
            return mutation.isConfirmedInCleanRoom(check);
        }
    },
    WITNESS {
        @Override
        MutationAssert confirm(MutationAssert mutation, Consumer<Page> check) {
            return mutation.isConfirmedByWitness(WITNESS_PROFILE, check);
        }
    };

    static final String WITNESS_PROFILE = "witness";

    /** Makes the change, and throws an assertion error unless it looks saved. */
    void judge(Page page, Runnable change, TrapWay way, String address) {
        MutationAssert mutation = assertThatMutation(page, "trap " + way.trap().code(), change);
        Calling calling = way.calling();
        MutationAssert asked = calling.before().on(mutation, page, address);
        calling.after().on(confirm(asked, way.steps().check()));
    }

    /** Gives the verdict of a strength. */
    MutationAssert confirm(MutationAssert mutation, Consumer<Page> check) {
        throw new IllegalStateException(words() + " is no readback.");
    }

    /** Returns the name in records and tables. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    boolean isWeakerThan(Column other) {
        return compareTo(other) < 0;
    }

    static Stream<Column> all() {
        return Arrays.stream(values());
    }

    /** All that the table of the traps says something about. */
    static Stream<Column> judged() {
        return all().filter(column -> column != BY_HAND);
    }

    static Stream<Column> strengths() {
        return all().filter(BY_HAND::isWeakerThan);
    }
}
