package io.countersign.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventIdsProps {

    @Property
    void anyTwoDifferentLists_giveDifferentIds(@ForAll("fields") List<String> a, @ForAll("fields") List<String> b) {
        Assume.that(!a.equals(b));

        assertThat(id(a)).isNotEqualTo(id(b));
    }

    @Property
    void anyFields_giveAnIdThatEveryStoreKeeps(@ForAll("wild") List<String> fields) {
        String id = id(fields);

        assertThat(id.getBytes(UTF_8).length).isBetween(1, EventIds.MAX_BYTES);
        assertThat(id.chars()).noneMatch(Character::isISOControl);
    }

    @Example
    void readableFields_giveAReadableId() {
        assertThat(EventIds.of("incident_opened", "INC-8842-ALPHA", "2024-03-15T14:22:01Z"))
                .isEqualTo("incident_opened|INC-8842-ALPHA|2024-03-15T14:22:01Z");
    }

    @Example
    void longId_isReplacedByItsDigestFrom256BytesOn() {
        assertThat(EventIds.of("x".repeat(255))).isEqualTo("x".repeat(255));
        assertThat(EventIds.of("x".repeat(256))).startsWith("sha256:");
    }

    @Example
    void idThatLooksLikeADigest_isNotTakenForOne() {
        String digested = EventIds.of("x".repeat(256));

        assertThat(EventIds.of(digested)).startsWith("sha256:").isNotEqualTo(digested);
    }

    @Example
    void loneSurrogates_stayDifferent() {
        assertThat(EventIds.of("\ud800")).isNotEqualTo(EventIds.of("\ud801"));
    }

    private static String id(List<String> fields) {
        return EventIds.of(fields.toArray(String[]::new));
    }

    @Provide
    Arbitrary<List<String>> fields() {
        return Arbitraries.strings()
                .withChars("a|\\")
                .ofMaxLength(4)
                .list()
                .ofMinSize(2)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<String>> wild() {
        return Arbitraries.strings().all().ofMaxLength(300).list().ofMinSize(1).ofMaxSize(4);
    }
}
