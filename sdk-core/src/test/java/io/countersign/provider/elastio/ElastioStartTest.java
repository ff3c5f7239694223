package io.countersign.provider.elastio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.provider.Provider;
import io.countersign.provider.mar.Mar;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElastioStartTest {
    private static final Provider<ElastioEvent> ELASTIO = Elastio.provider();

    @Test
    void secret_long_isTakenUpTo255Characters() {
        assertThatCode(() -> check("x".repeat(254))).doesNotThrowAnyException();
        assertThatCode(() -> check("x".repeat(255))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("x".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"2026-11\"")
                .hasMessageContaining("255")
                .hasMessageNotContaining("xx");
    }

    @Test
    void userNameAndPassword_long_areTakenUpTo255CharactersEach() {
        assertThatCode(() -> check("u".repeat(255) + ":" + "p".repeat(255))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("u".repeat(256) + ":p")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> check("u:" + "p".repeat(256))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> check("u:" + "p".repeat(200) + ":" + "p".repeat(55)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secret_printableAscii_isTaken() {
        assertThatCode(() -> check("! ~")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr\u00e9t", "s3cr\tet", "s3cr\u007fet", "s3cr\u001fet", "s3cr\u20acet"})
    void secret_otherCharacters_isRefusedWithoutBeingShown(String value) {
        assertThatThrownBy(() -> check(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"2026-11\"")
                .hasMessageContaining("ASCII")
                .hasMessageNotContaining("s3cr");
    }

    @Test
    void ring_secondSecretWrong_isRefused() {
        SecretRing ring = SecretRing.of(SigningSecret.of("good", "x"), SigningSecret.of("long", "x".repeat(256)));

        assertThatThrownBy(() -> ELASTIO.checkSecrets(ring)).hasMessageContaining("\"long\"");
    }

    @Test
    void provider_withoutSuchARule_takesAnySecret() {
        SecretRing ring = SecretRing.of(SigningSecret.of("long", "\u20ac".repeat(256)));

        assertThatCode(() -> Mar.provider().checkSecrets(ring)).doesNotThrowAnyException();
    }

    private static void check(String value) {
        SigningSecret secret = SigningSecret.of("2026-11", value.getBytes(StandardCharsets.UTF_8));
        assertThat(secret.id()).isEqualTo("2026-11");
        ELASTIO.checkSecrets(SecretRing.of(secret));
    }
}
