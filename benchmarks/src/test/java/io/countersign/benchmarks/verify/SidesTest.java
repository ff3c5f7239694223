package io.countersign.benchmarks.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.benchmarks.verify.Arrival.Line;
import io.countersign.benchmarks.verify.SituationBenchmark.Situation;
import io.countersign.scheme.Schemes;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The sides measure the same thing: they agree about every sample. */
class SidesTest {
    static Stream<Supplier<VerifyBenchmark>> schemes() {
        return Stream.of(
                StandardWebhooksBenchmark::new,
                SvixBenchmark::new,
                StripeBenchmark::new,
                SlackBenchmark::new,
                GitHubBenchmark::new);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void eachSide_sampleOfItsSender_acceptsItAtEverySize(Supplier<VerifyBenchmark> scheme) {
        for (int bytes : new int[] {256, 1024, 16_384, 1_048_576}) {
            assertThatCode(() -> scheme.get().sign(bytes)).doesNotThrowAnyException();
        }
    }

    @Test
    void sample_signatureOfAnotherSecret_isNoticedBeforeItIsMeasured() {
        assertThatThrownBy(() -> new OtherSecret().sign(256))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refuses the sample");
    }

    @ParameterizedTest
    @EnumSource
    void situation_asBothSidesMeetIt_isJudgedRightlyByBoth(Situation situation) throws Exception {
        SituationBenchmark benchmark = new SituationBenchmark();
        benchmark.situation = situation;

        benchmark.prepare();

        boolean right = situation != Situation.FORGED;
        assertThat(benchmark.peer()).isEqualTo(right);
        assertThat(Samples.isVerified(benchmark.countersign())).isEqualTo(right);
        assertThat(Samples.isVerified(benchmark.countersignGiven())).isEqualTo(right);
    }

    @ParameterizedTest
    @EnumSource
    void samplesBody_ofThatSize_hasItToTheByte(Size size) {
        assertThat(Samples.body(size.bytes)).hasSize(size.bytes);
        assertThat(new String(Samples.body(size.bytes), java.nio.charset.StandardCharsets.US_ASCII))
                .startsWith("{")
                .endsWith("\"}");
    }

    enum Size {
        SMALL(256),
        ODD(1023),
        LARGE(1 << 20);

        private final int bytes;

        Size(int bytes) {
            this.bytes = bytes;
        }
    }

    private static final class OtherSecret extends VerifyBenchmark {
        OtherSecret() {
            super(Schemes.github(), Samples.CURRENT);
        }

        @Override
        Arrival signed(byte[] body) {
            return Arrival.of(body, new Line("X-Hub-Signature-256", "sha256=" + "00".repeat(32)));
        }
    }
}
