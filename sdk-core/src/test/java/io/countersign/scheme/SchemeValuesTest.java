package io.countersign.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemeValuesTest {

    @Test
    void everyPreset_isThereUnderItsName() {
        assertThat(Schemes.names())
                .allSatisfy(name -> assertThat(Schemes.byName(name)).isPresent());
        assertThat(Schemes.shopify().header()).isEqualTo("X-Shopify-Hmac-Sha256");
        assertThat(Schemes.zoom().signed()).isEqualTo("v0:{timestamp}:{body}");
        assertThat(Schemes.meta().idHeader()).isNull();
        assertThat(Schemes.sentry().idHeader()).isEqualTo("Request-ID");
        assertThat(Schemes.gitlabToken().headerName()).contains("X-Gitlab-Token");
        assertThat(Schemes.elastio().headerName()).contains("X-Api-Key");
        assertThat(Schemes.metaplane().place()).isEqualTo(SharedSecretScheme.Place.PATH);
    }

    @Test
    void url_isSignedByThreeOfThePresets() {
        assertThat(Schemes.names().stream()
                        .filter(name -> Schemes.byName(name).orElseThrow().signsUrl()))
                .containsExactlyInAnyOrder("twilio", "square", "hubspot");
        assertThat(new UnauthenticatedScheme().signsUrl()).isFalse();
    }

    @Test
    void sharedSecretSchemes_areEqualByPlaceAndHeader() {
        List<SharedSecretScheme> different = List.of(
                SharedSecretScheme.header("X-A"),
                SharedSecretScheme.header("X-B"),
                SharedSecretScheme.header("Authorization"),
                SharedSecretScheme.basic(),
                SharedSecretScheme.bearer(),
                SharedSecretScheme.path());
        for (SharedSecretScheme one : different) {
            for (SharedSecretScheme other : different) {
                assertThat(one.equals(other)).isEqualTo(one == other);
            }
            assertThat(one.equals(new Object())).isFalse();
        }
        assertThat(SharedSecretScheme.header("X-A").hashCode())
                .isEqualTo(SharedSecretScheme.header("X-A").hashCode())
                .isNotEqualTo(SharedSecretScheme.header("X-B").hashCode());
    }

    @Test
    void namesOfHeaders_areChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HeaderNames("a b", null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeaderNames("a", "b c", null));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeaderNames("a", "b", "c d"));
        assertThat(new HeaderNames("a", "b", "c").id()).isEqualTo("c");
    }

    @Test
    void problemOfADocument_isNamedWithItsKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemeDocument.read(Map.of("token", Map.of("header", "a b"))))
                .isInstanceOfSatisfying(SchemeDocumentException.class, e -> {
                    assertThat(e.key()).isEqualTo("token.header");
                    assertThat(e.problem()).contains("a b");
                    assertThat(e).hasMessageContaining("token.header").hasMessageContaining(e.problem());
                });
    }
}
