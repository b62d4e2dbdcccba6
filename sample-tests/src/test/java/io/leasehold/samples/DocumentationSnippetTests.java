package io.leasehold.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.leasehold.profile.ProfilesFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the documents show is what runs here. */
class DocumentationSnippetTests {
    private static final int FEWEST_BLOCKS = 3;

    private final Documentation documentation = Documentation.ofThisProject();

    @TestFactory
    Stream<DynamicTest> everyJavaBlockIsPartOfThisSuite() {
        List<String> sources = documentation.sampleSources();
        return documentation
                .blocks("java")
                .map(block -> dynamicTest(
                        block.place(), () -> assertThat(sources.stream().anyMatch(block::isPartOf))
                                .as(
                                        "The Java block at %s is in no source file of the sample suite.%n%s",
                                        block.place(), block.text())
                                .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> everyJsonBlockIsAProfilesFileOrPartOfOne() {
        List<String> resources = documentation.sampleResources();
        return documentation
                .blocks("json")
                .map(block -> dynamicTest(block.place(), () -> {
                    if (resources.stream().noneMatch(block::isPartOf)) {
                        assertThat(ProfilesFile.parse(block.place(), block.text())
                                        .profiles())
                                .isNotEmpty();
                    }
                }));
    }

    @Test
    void documentsShowExamples() {
        assumeTrue(documentation.hasReadme(), "There is no README.md yet.");

        assertThat(Stream.concat(documentation.blocks("java"), documentation.blocks("json")))
                .as(
                        "README.md and docs show fewer than %d checked blocks: is every block marked as a fragment?",
                        FEWEST_BLOCKS)
                .hasSizeGreaterThanOrEqualTo(FEWEST_BLOCKS);
    }
}
