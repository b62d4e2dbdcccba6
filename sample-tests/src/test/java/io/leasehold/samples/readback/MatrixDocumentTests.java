package io.leasehold.samples.readback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide shows the matrix that is measured. Requirement: R1. */
class MatrixDocumentTests {
    private static final Path WRITTEN = Path.of("target/readback/readback-matrix.md");

    @Test
    void guideShowsTheTableThatEveryRunIsComparedWith() throws IOException {
        Path guide = Path.of("..", "docs", "guide", "readback-matrix.md");
        Files.createDirectories(WRITTEN.getParent());
        Files.writeString(WRITTEN, MatrixDocument.text());

        assertThat(guide)
                .as("docs/guide/readback-matrix.md is not what the traps say; copy %s there", WRITTEN)
                .exists()
                .hasSameTextualContentAs(WRITTEN);
    }
}
