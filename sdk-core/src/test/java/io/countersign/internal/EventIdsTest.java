package io.countersign.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdsTest {

    @Test
    void readableFields_areJoinedAndEscaped() {
        assertThat(EventIds.of("a", "b|c", "d\\e")).isEqualTo("a|b\\|c|d\\\\e");
        assertThat(EventIds.of("\u00e9")).isEqualTo("\u00e9");
        assertThat(EventIds.ofDigest("00ff")).isEqualTo("digest:00ff");
    }

    @Test
    void length_isThatOfUtf8() {
        assertThat(EventIds.of("x".repeat(255))).isEqualTo("x".repeat(255));
        assertThat(EventIds.of("x".repeat(256))).hasSize(71).startsWith("sha256:");
        assertThat(EventIds.of("\u00e9".repeat(127))).isEqualTo("\u00e9".repeat(127));
        assertThat(EventIds.of("\u00e9".repeat(128))).hasSize(71).startsWith("sha256:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "\u0000", "\u0085", "\ud800", "sha256:00"})
    void whatNoStoreKeepsOrLooksLikeADigest_isDigested(String field) {
        assertThat(EventIds.of(field)).matches("sha256:[0-9a-f]{64}").isNotEqualTo(field);
    }

    @Test
    void digests_ofDifferentTexts_differ() {
        assertThat(EventIds.of("\ud800")).isNotEqualTo(EventIds.of("\ud801"));
        assertThat(EventIds.of("a\n")).isNotEqualTo(EventIds.of("b\n"));
        // SHA-256 of the UTF-16 text, as computed by Python's hashlib.
        assertThat(EventIds.of("a\n"))
                .isEqualTo("sha256:c61bce56b25daf7fd0a27f45e6a7c8b660685c004f411a150599759b0ca38f36");
    }
}
