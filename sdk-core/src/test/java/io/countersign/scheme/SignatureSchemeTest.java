package io.countersign.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureSchemeTest {
    private static SignatureScheme.Builder hex() {
        return SignatureScheme.hmacSha256("X-Signature", "{hex}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{hex}", "{base64}", "sha256={hex}", "[sha256=]{hex}", "v1,{base64}", "v0={hex}"})
    void format_ofOneSignature_isUnderstood(String format) {
        assertThat(SignatureScheme.hmacSha256("X-Signature", format).build().format())
                .isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hex", "{HEX}", "{hex}{hex}", "{hex} ", "a{hex}b", "{body}", "sha256={hex", "[]{hex}"})
    void format_ofAnythingElse_isRefusedWithTheMend(String format) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SignatureScheme.hmacSha256("X-Signature", format).build())
                .withMessageContaining("{hex}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "{bdy}", "{body}{body}", "{body", "{body}\u00fc", "{}{body}"})
    void signed_thatIsNoTemplate_isRefused(String signed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hex().signed(signed).build());
    }

    @Test
    void parts_thatContradictEachOther_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hex().signed("{timestamp}.{body}").build())
                .withMessageContaining("{timestamp}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hex().signed("{id}.{body}").build())
                .withMessageContaining("{id}");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        hex().timestamp(TimestampRule.secondsInSignature()).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureScheme.hmacSha256("X-S", "t={timestamp},v1={hex}")
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureScheme.hmacSha256("X-S", "v1,{base64}")
                        .list(SignatureList.COMMA)
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureScheme.hmacSha256("X S", "{hex}").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT10M0.000000001S"})
    void tolerance_outsideItsBounds_isRefused(String tolerance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimestampRule.secondsInHeader("X-T").within(Duration.parse(tolerance)))
                .withMessageContaining(tolerance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000000001S", "PT5M", "PT10M"})
    void tolerance_withinItsBounds_isAccepted(String tolerance) {
        assertThat(TimestampRule.secondsInHeader("X-T")
                        .within(Duration.parse(tolerance))
                        .tolerance())
                .isEqualTo(Duration.parse(tolerance));
    }

    @Test
    void schemes_areValues() {
        assertThat(Schemes.statusPulse()).isEqualTo(Schemes.statusPulse()).isNotEqualTo(Schemes.statusPageOne());
        assertThat(SharedSecretScheme.header("X-Key"))
                .isEqualTo(SharedSecretScheme.header("X-Key"))
                .hasSameHashCodeAs(SharedSecretScheme.header("X-Key"))
                .isNotEqualTo(SharedSecretScheme.header("X-Other"))
                .isNotEqualTo(SharedSecretScheme.bearer())
                .hasToString("SharedSecretScheme[HEADER X-Key]");
        assertThat(new UnauthenticatedScheme()).isEqualTo(new UnauthenticatedScheme());
    }
}
