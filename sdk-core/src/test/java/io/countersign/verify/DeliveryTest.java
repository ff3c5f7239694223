package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {

    private static Delivery.Builder post(String url) {
        return Delivery.post(url).receivedAt(NOW);
    }

    private static List<String> lines(Delivery delivery) {
        List<String> lines = new ArrayList<>();
        delivery.forEachHeaderLine((name, value) -> lines.add(name + "=" + value));
        return lines;
    }

    @Test
    void headerLines_areAllThoseOfTheNameInOrder() {
        Delivery delivery = post("/")
                .header("X-A", "1")
                .header("X-B", "2")
                .header("x-a", "3")
                .build();

        assertThat(delivery.headerLines("X-a")).containsExactly("1", "3");
        assertThat(delivery.headerLines("X-C")).isEmpty();
        assertThat(delivery.header("X-B")).contains("2");
        assertThat(delivery.header("X-A")).isEmpty();
        assertThat(delivery.header("X-C")).isEmpty();
        assertThat(lines(delivery)).containsExactly("X-A=1", "X-B=2", "x-a=3");
    }

    /** A server may name a header once for each way it was spelt; asked for its lines, it gives all of them each time. */
    @Test
    void headers_ofAServerThatNamesOneTwice_areTakenOnce() {
        Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.put("X-A", List.of("1", "3"));
        lines.put("X-B", List.of("2"));

        Delivery delivery = post("/")
                .headers(
                        Collections.enumeration(List.of("X-A", "X-B", "x-a")),
                        name -> Collections.enumeration(lines.get(name)))
                .build();

        assertThat(delivery.headerLines("x-a")).containsExactly("1", "3");
        assertThat(delivery.headerLines("X-B")).containsExactly("2");
        assertThat(delivery.lineCount()).isEqualTo(3);
    }

    @Test
    void headers_ofAnyNumber_areKept() {
        for (int count = 0; count < 50; count++) {
            Delivery.Builder builder = post("/");
            for (int i = 0; i < count; i++) {
                builder.header("X-" + i, Integer.toString(i));
            }
            Delivery delivery = builder.build();

            assertThat(lines(delivery)).hasSize(count);
            assertThat(delivery.headerLines("X-Absent")).isEmpty();
            assertThat(delivery.headerLines("X-" + (count - 1))).hasSize(count == 0 ? 0 : 1);
        }
    }

    @Test
    void builder_usedAgain_leavesTheDeliveryThatItMadeAsItWas() {
        Delivery.Builder builder = post("/").header("X-A", "1");
        Delivery first = builder.build();

        Delivery second = builder.header("X-B", "2").build();
        Delivery third = builder.header("X-C", "3").build();

        assertThat(lines(first)).containsExactly("X-A=1");
        assertThat(lines(second)).containsExactly("X-A=1", "X-B=2");
        assertThat(lines(third)).containsExactly("X-A=1", "X-B=2", "X-C=3");
    }

    @ParameterizedTest
    @CsvSource({
        "/hooks/acme, acme",
        "/hooks/acme?a=/b, acme",
        "/hooks/, ''",
        "/, ''",
        "acme, acme",
        "?acme, ''",
        "/hooks?acme, hooks",
        "'', ''"
    })
    void lastPathSegment_endsAtTheQuery(String url, String segment) {
        assertThat(post(url).build().lastPathSegment()).isEqualTo(segment);
    }

    @Test
    void tenant_isWhatTheRouteNamesIfThatIsAName() {
        assertThat(post("/hooks/acme").build().tenant()).contains("acme");
        assertThat(post("/hooks/acme").tenant("other").build().tenant()).contains("other");
        assertThat(post("/hooks/").build().tenant()).isEmpty();
        assertThat(post("/hooks/" + "t".repeat(64)).build().tenant()).isPresent();
        assertThat(post("/hooks/" + "t".repeat(65)).build().tenant()).isEmpty();
        assertThat(post("/hooks/%41").build().tenant()).isEmpty();
    }

    @Test
    void toString_showsTheSizeAndNothingThatTheSenderWrote() {
        assertThat(post("/secret").header("X-A", "secret").body(bytes("secret")).build())
                .hasToString("Delivery[6 bytes]");
    }

    @Test
    void build_withoutArrival_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Delivery.post("/").build())
                .withMessageContaining("receivedAt");
    }

    @Test
    void builder_usedOnAfterItBuilt_leavesTheDeliveryAsItWas() {
        Delivery.Builder builder = Delivery.post("/").header("A", "1").receivedAt(Instant.EPOCH);
        Delivery first = builder.build();
        Delivery second = builder.header("A", "2").build();
        Delivery third = builder.header("A", "3").build();

        assertThat(first.headerLines("A")).containsExactly("1");
        assertThat(second.headerLines("A")).containsExactly("1", "2");
        assertThat(third.headerLines("A")).containsExactly("1", "2", "3");
    }

    @Test
    void builder_manyHeaderLines_keepsAllOfThem() {
        Delivery.Builder builder = Delivery.post("/").receivedAt(Instant.EPOCH);
        for (int line = 0; line < 100; line++) {
            builder.header("N-" + line, Integer.toString(line));
        }
        Delivery delivery = builder.build();

        for (int line = 0; line < 100; line++) {
            assertThat(delivery.headerLines("n-" + line)).containsExactly(Integer.toString(line));
        }
    }
}
