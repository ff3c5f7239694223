package io.countersign.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT1.24S, 1240 ms",
        "PT59.999S, 59999 ms",
        "PT1M, 1 min 0 s",
        "PT43M43.9S, 43 min 43 s",
        "PT1H, 1 h 0 min 0 s",
        "P2DT3S, 48 h 0 min 3 s"
    })
    void span_isSaidAsAPersonSaysIt(Duration span, String words) {
        assertThat(new Facts().add("latency", span).toMap()).containsEntry("latency", words);
    }

    @Test
    void facts_keepTheirOrder_andLeaveOutWhatIsNotThere() {
        Facts facts = new Facts()
                .add("z", "1")
                .add("gone", (Object) null)
                .add("span", (Duration) null)
                .add("a", 2);

        assertThat(facts.toMap().entrySet().toString()).isEqualTo("[z=1, a=2]");
    }

    @Test
    void oneLine_hasNeitherBreaksNorControls() {
        assertThat(Facts.oneLine(" a\r\nb\u2028c\td\u0000 ")).isEqualTo("a b c d");
    }
}
