package io.leasehold.readback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells GraphQL requests that only read from those that change something, and answers that refuse. */
final class GraphQl {

    /** Comments, block strings and strings: what stands in them is no operation. */
    private static final Pattern NO_CODE =
            Pattern.compile("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|#[^\\n]*", Pattern.DOTALL);

    private static final Pattern OPERATION = Pattern.compile("(query|mutation|subscription)\\b\\s*([A-Za-z_]\\w*)?");

    private GraphQl() {}

    private record Operation(String kind, String name) {}

    /** Tells whether a body is a GraphQL request, as JSON or as the query itself, that changes nothing. */
    static boolean onlyReads(String contentType, String body) {
        if (contentType.startsWith("application/graphql") && !contentType.contains("json")) {
            return isRead(body, "");
        }
        return parsed(body).filter(GraphQl::onlyReads).isPresent();
    }

    private static boolean onlyReads(JsonNode request) {
        if (request.isArray()) {
            boolean all = !request.isEmpty();
            for (JsonNode one : request) {
                all &= onlyReads(one);
            }
            return all;
        }
        return request.path("query").isTextual()
                && isRead(
                        request.path("query").asText(),
                        request.path("operationName").asText(""));
    }

    private static boolean isRead(String document, String operationName) {
        String code = NO_CODE.matcher(document).replaceAll(part -> part.group().startsWith("#") ? " " : "\"\"");
        List<Operation> operations = operations(code);
        List<Operation> meant = operationName.isEmpty() || operationName.equals("null")
                ? operations
                : operations.stream()
                        .filter(one -> one.name().equals(operationName))
                        .toList();
        return !meant.isEmpty() && meant.stream().allMatch(one -> one.kind().equals("query"));
    }

    /** Looks at what stands outside of braces and parentheses; a document that starts with a brace is one query. */
    private static List<Operation> operations(String code) {
        List<Operation> found = new ArrayList<>();
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        for (int at = 0; at < code.length(); at++) {
            char c = code.charAt(at);
            if (c == '{' && depth == 0) {
                note(outside, found);
            }
            depth += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
            if (depth == 0) {
                outside.append(c);
            }
        }
        return found;
    }

    private static void note(StringBuilder outside, List<Operation> found) {
        String head = outside.toString().replaceAll("[})(\\s,\uFEFF]+", " ").strip();
        outside.setLength(0);
        Matcher operation = OPERATION.matcher(head);
        if (operation.lookingAt()) {
            String name = operation.group(2);
            found.add(new Operation(operation.group(1), name == null ? "" : name));
        } else if (head.isEmpty()) {
            found.add(new Operation("query", ""));
        } else if (!head.startsWith("fragment")) {
            // Not understood: it may change something.
            found.add(new Operation("mutation", ""));
        }
    }

    /** Tells whether a body is a GraphQL request at all. */
    static boolean isRequest(String body) {
        return parsed(body)
                .map(json -> json.isArray() && !json.isEmpty() ? json.get(0) : json)
                .filter(json -> json.path("query").isTextual()
                        || json.path("extensions").has("persistedQuery"))
                .isPresent();
    }

    /** Tells whether an answer has errors and no data. */
    static boolean isRefusal(String answer) {
        return parsed(answer).filter(GraphQl::isRefusal).isPresent();
    }

    private static boolean isRefusal(JsonNode answer) {
        if (answer.isArray()) {
            for (JsonNode one : answer) {
                if (isRefusal(one)) {
                    return true;
                }
            }
            return false;
        }
        return answer.path("errors").isArray() && !answer.path("errors").isEmpty() && isEmpty(answer.path("data"));
    }

    private static boolean isEmpty(JsonNode data) {
        if (data.isMissingNode() || data.isNull()) {
            return true;
        }
        for (JsonNode field : data) {
            if (!field.isNull()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<JsonNode> parsed(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            // Some other protocol's body.
            return Optional.empty();
        }
    }
}
