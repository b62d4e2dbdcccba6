package io.leasehold.readback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GraphQL requests that only read, and answers that refuse. Requirement: R2. */
final class GraphQlTests {

    private static boolean onlyReads(String body) {
        return GraphQl.onlyReads("application/json", body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\":\"query Name { name }\"}",
                "{\"query\":\"{ name }\"}",
                "{\"query\":\"# mutation\\nquery($a: Text = \\\"mutation { x }\\\") @live { name(a: {b: 1}) { c } }\"}",
                "{\"query\":\"fragment F on Store { name } query { ...F }\"}",
                "{\"query\":\"mutation M { x } query Q { y }\",\"operationName\":\"Q\"}",
                "[{\"query\":\"{ a }\"},{\"query\":\"query { b }\"}]"
            })
    void questionsOnlyRead(String body) {
        assertThat(onlyReads(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\":\"mutation { rename }\"}",
                "{\"query\":\"fragment query on Store { name } mutation { rename }\"}",
                "{\"query\":\"mutation M { x } query Q { y }\",\"operationName\":\"M\"}",
                "{\"query\":\"mutation M { x } query Q { y }\"}",
                "[{\"query\":\"{ a }\"},{\"query\":\"mutation { b }\"}]",
                "[]",
                "{\"extensions\":{\"persistedQuery\":{\"sha256Hash\":\"x\"}}}",
                "{\"name\":\"query\"}",
                "name=query",
                "{ not json",
                ""
            })
    void everythingElseMayChangeSomething(String body) {
        assertThat(onlyReads(body)).isFalse();
    }

    @Test
    void theQueryItselfMayBeTheBody() {
        assertThat(GraphQl.onlyReads("application/graphql", "query { name }")).isTrue();
        assertThat(GraphQl.onlyReads("application/graphql", "mutation { rename }"))
                .isFalse();
    }

    @Test
    void errorsWithoutDataAreARefusal() {
        assertThat(GraphQl.isRefusal("{\"errors\":[{}]}")).isTrue();
        assertThat(GraphQl.isRefusal("{\"errors\":[{}],\"data\":{\"rename\":null}}"))
                .isTrue();
        assertThat(GraphQl.isRefusal("[{\"data\":{}},{\"data\":null,\"errors\":[{}]}]"))
                .isTrue();
        assertThat(GraphQl.isRefusal("{\"errors\":[],\"data\":null}")).isFalse();
        assertThat(GraphQl.isRefusal("{\"errors\":[{}],\"data\":{\"rename\":{\"id\":1}}}"))
                .isFalse();
        assertThat(GraphQl.isRefusal("<html>")).isFalse();
    }
}
