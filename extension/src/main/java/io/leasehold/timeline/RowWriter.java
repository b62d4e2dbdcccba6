package io.leasehold.timeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes rows as lines of JSON, each batch at once. Thread-confined; what cannot be written is dropped with a warning. */
final class RowWriter {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private final JsonFactory json = new JsonFactory();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final OutputStream file;
    private final Redaction redaction;
    private boolean broken;

    RowWriter(OutputStream file, Redaction redaction) {
        this.file = file;
        this.redaction = Memo.of(redaction);
    }

    void write(List<Row> rows) {
        if (broken) {
            return;
        }
        try {
            lines.reset();
            for (Row row : rows) {
                line(row);
            }
            lines.writeTo(file);
            file.flush();
        } catch (IOException e) {
            broken = true;
            warn(e);
        }
    }

    private void line(Row row) throws IOException {
        int before = lines.size();
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        try {
            write(row, one);
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever a text does to its redaction, it is not written without it, and the others are.
            one.reset();
            write(unreadable(row, e), one);
        }
        one.writeTo(lines);
        if (lines.size() > before) {
            lines.write('\n');
        }
    }

    private static Row unreadable(Row row, Throwable why) {
        TimelineEvent event = row.event();
        Subject nobody = new Subject(event.subject().profile(), event.subject().lease(), "");
        Detail reason = Detail.number("unwritten_" + why.getClass().getSimpleName(), 1);
        return new Row(row.number(), row.at(), row.nanos(), "", TimelineEvent.of(event.kind(), nobody, reason));
    }

    private void write(Row row, OutputStream out) throws IOException {
        Subject subject = row.event().subject();
        try (JsonGenerator line = json.createGenerator(out)) {
            line.writeStartObject();
            line.writeNumberField("row", row.number());
            line.writeStringField("at", row.at().toString());
            line.writeNumberField("nanos", row.nanos());
            text(line, "thread", redaction.text().apply(row.thread()));
            text(line, "profile", subject.profile().map(id -> id.value()).orElse(""));
            text(line, "lease", subject.lease().map(id -> id.value()).orElse(""));
            text(line, "test", redaction.text().apply(subject.test()));
            line.writeStringField("kind", row.event().kind().code());
            line.writeObjectFieldStart("details");
            for (Detail detail : row.event().details()) {
                write(line, detail.name(), detail.shown(redaction));
            }
            line.writeEndObject();
            line.writeEndObject();
        }
    }

    private static void text(JsonGenerator line, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            line.writeStringField(name, value);
        }
    }

    private static void write(JsonGenerator line, String name, Object value) throws IOException {
        if (value instanceof Long number) {
            line.writeNumberField(name, number);
        } else {
            line.writeStringField(name, value.toString());
        }
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            warn(e);
        }
    }

    private static void warn(IOException e) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                "Leasehold: the timeline of this run cannot be written any more: "
                        + e.getClass().getSimpleName() + ". Tests go on without it.");
    }
}
