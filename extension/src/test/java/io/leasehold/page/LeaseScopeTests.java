package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What runs inside what. Requirement: L13. */
final class LeaseScopeTests {

    private final LeaseScope ofClass = new LeaseScope("[engine]/[class:A]", "A", "class");

    @Test
    void aClassEnclosesItselfAndItsTests() {
        assertThat(ofClass.encloses(ofClass)).isTrue();
        assertThat(ofClass.encloses(new LeaseScope("[engine]/[class:A]/[method:b]", "A", "b")))
                .isTrue();
    }

    @Test
    void aNameThatStartsAlikeIsNotInside() {
        assertThat(ofClass.encloses(new LeaseScope("[engine]/[class:A]2", "A2", "class")))
                .isFalse();
        assertThat(new LeaseScope("[engine]/[class:A]/[method:b]", "A", "b").encloses(ofClass))
                .isFalse();
    }
}
