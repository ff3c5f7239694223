package io.countersign.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FormatsTest {
    @Test
    void publicKeys_prefixAndFormat_areChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PublicKeyFormat("", "v1a,{base64}"));
        assertThatIllegalArgumentException().isThrownBy(() -> new PublicKeyFormat("wh pk", "v1a,{base64}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublicKeyFormat("whpk_", "t={timestamp},v1={hex}"))
                .withMessageContaining("holds a time");
        assertThat(new PublicKeyFormat("whpk_", "v1a,{base64}").secretPrefix()).isEqualTo("whpk_");
    }

    @Test
    void sharedSecretSchemes_areEqualByPlaceAndHeader() {
        assertThat(SharedSecretScheme.header("X-Key"))
                .isEqualTo(SharedSecretScheme.header("X-Key"))
                .hasSameHashCodeAs(SharedSecretScheme.header("X-Key"))
                .isNotEqualTo(SharedSecretScheme.header("X-Other"));
        assertThat(SharedSecretScheme.bearer()).isNotEqualTo(SharedSecretScheme.basic());
    }

    @Test
    void mistake_inAWholeDocument_isToldWithoutAKey() {
        assertThat(new SchemeDocumentException("", "it is empty")).hasMessage("it is empty");
        assertThat(new SchemeDocumentException("signature.format", "is missing"))
                .hasMessage("signature.format: is missing");
    }
}
