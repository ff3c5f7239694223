package io.countersign.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EventNameProps {
    /** Few characters and many lengths, so that keys are much alike. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', 'b', '\u00e9', '\uac00', '\uffff')
                .ofMinLength(1)
                .ofMaxLength(80);
    }

    @Property(tries = 20_000)
    void twoKeys_haveOneNameExactlyWhereTheyAreEqual(
            @ForAll("texts") String endpoint,
            @ForAll("texts") String id,
            @ForAll("texts") String otherEndpoint,
            @ForAll("texts") String otherId) {
        EventKey key = new EventKey(endpoint, id);
        EventKey other = new EventKey(otherEndpoint, otherId);

        assertThat(EventName.of(key).equals(EventName.of(other))).isEqualTo(key.equals(other));
        assertThat(EventName.of(new EventKey(endpoint, id))).isEqualTo(EventName.of(key));
    }

    @Property
    void charactersMovedFromTheEndpointToTheId_areAnotherName(@ForAll("texts") String text) {
        String both = text + "ab";
        Set<EventName> names = new HashSet<>();
        for (int i = 1; i < both.length(); i++) {
            names.add(EventName.of(new EventKey(both.substring(0, i), both.substring(i))));
        }
        assertThat(names).hasSize(both.length() - 1);
    }

    @Property
    void halves_differ(@ForAll("texts") String id) {
        EventName name = EventName.of(new EventKey("endpoint", id));

        assertThat(name.low()).isNotEqualTo(name.high());
    }

    @Test
    void oneMillionIdsThatCountUp_haveAsManyNames_spreadEvenly() {
        int[] counts = new int[256];
        int[] parts = new int[16];
        Set<EventName> names = new HashSet<>();
        for (int i = 0; i < 1_000_000; i++) {
            EventName name = EventName.of(new EventKey("statuspulse", "incident_opened|INC-" + i));
            names.add(name);
            counts[(int) name.low() & 0xFF]++;
            parts[(int) name.high() & 0xF]++;
        }
        assertThat(names).hasSize(1_000_000);
        assertThat(IntStream.of(counts)).allSatisfy(count -> assertThat(count).isBetween(3_500, 4_320));
        assertThat(IntStream.of(parts)).allSatisfy(count -> assertThat(count).isBetween(60_900, 64_100));
    }
}
