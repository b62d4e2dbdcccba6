package io.leasehold.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Where a command's answer goes: data to one stream, as text or as JSON, and talk to the other. */
final class Output {

    /** Any console's encoding has ASCII. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Surroundings world;
    private final boolean isJson;

    Output(Surroundings world, boolean isJson) {
        this.world = world;
        this.isJson = isJson;
    }

    boolean isJson() {
        return isJson;
    }

    /** Writes a line of data. */
    void line(String text) {
        world.out().println(Printable.lines(text));
        world.out().flush();
    }

    /** Writes the one JSON value of a command. */
    void json(JsonNode value) {
        try {
            world.out().println(JSON.writeValueAsString(value));
            world.out().flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON cannot be written.", e);
        }
    }

    /** Says something to the person. */
    void say(String text) {
        world.err().println(Printable.lines(text));
        world.err().flush();
    }
}
