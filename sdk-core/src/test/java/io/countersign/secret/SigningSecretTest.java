package io.countersign.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.Serializable;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
    private static final String VALUE = "whsec_very-secret-value";

    @Test
    void toString_ofSecretAndRing_showsIdsAndWindowsAndNeverAValue() {
        SigningSecret secret =
                SigningSecret.of("2026-11", VALUE).acceptFrom(T.minusSeconds(1)).acceptUntil(T);
        SecretRing ring = SecretRing.of(secret);

        assertThat(secret + " " + ring)
                .contains("2026-11", "2026-11-22T09:59:59Z", "2026-11-22T10:00:00Z")
                .doesNotContain(VALUE)
                .doesNotContain("secret-value");
    }

    @Test
    void type_isNeitherSerializableNorARecord() {
        assertThat(Serializable.class.isAssignableFrom(SigningSecret.class)).isFalse();
        assertThat(SigningSecret.class.isRecord()).isFalse();
    }

    @Test
    void value_givenAsBytes_isCopiedInAndOut() {
        byte[] bytes = {1, 2, 3};
        SigningSecret secret = SigningSecret.of("bytes", bytes);
        bytes[0] = 9;
        secret.revealValue()[1] = 9;

        assertThat(secret.revealValue()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "value ", " value", "value\n", "\tvalue", "${WEBHOOK_SECRET}"})
    void of_textThatCannotBeASecret_isRefusedWithoutShowingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningSecret.of("2026-11", value))
                .withMessageContaining("\"2026-11\"")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("WEBHOOK_SECRET"));
    }

    @Test
    void of_noBytes_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.of("empty", new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "\u00fc", "a/b"})
    void of_idThatCannotBeShown_isRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.of(id, VALUE));
    }

    @Test
    void of_id_isOneTo64Characters() {
        assertThat(SigningSecret.of("i".repeat(64), VALUE).id()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.of("i".repeat(65), VALUE));
    }

    @Test
    void basic_userNameWithAColon_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.basic("b", "a:b", "password"));
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.basic("b", "", "password"));
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.basic("b", "user", ""));
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "59, true", "60, false"})
    void isAcceptedAt_window_includesItsStartAndNotItsEnd(int seconds, boolean accepted) {
        SigningSecret secret = SigningSecret.of("w", VALUE).acceptFrom(T).acceptUntil(T.plusSeconds(60));

        assertThat(secret.isAcceptedAt(T.plusSeconds(seconds))).isEqualTo(accepted);
    }

    @Test
    void window_thatIsNeverOpen_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningSecret.of("w", VALUE).acceptFrom(T).acceptUntil(T));
    }

    @Test
    void ring_withoutSecretsOrWithOneIdTwice_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(SecretRing::of);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretRing.of(SigningSecret.of("a", VALUE), SigningSecret.of("a", VALUE + "2")))
                .withMessageContaining("\"a\"")
                .withMessageNotContaining(VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "\u00e9"})
    void id_thatCannotBeShown_isRefusedHoweverTheSecretIsGiven(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.of(id, new byte[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.basic(id, "user", "password"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningSecret.basic(id, "", ""))
                .withMessageContaining("a secret's id must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningSecret.of("id", new byte[] {1}).named(id));
    }

    @Test
    void basic_userNameThatBeginsWithAColon_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.basic("basic", ":user", "password"));
    }
}
