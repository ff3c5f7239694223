package io.countersign.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Schemes;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a delivery is made, looking for its cause ends. */
class SearchTest {
    private static final String OBJECT = "{\"text\": \"caf\u00e9 / <b>\", \"n\": 1.50},";

    private static Attempt unexplained(int bodyBytes, int secrets, int headers) {
        List<SigningSecret> ring = new ArrayList<>();
        for (int i = 0; i < secrets; i++) {
            ring.add(SigningSecret.of("s" + i, "whsec_not-the-sender's-secret-" + i));
        }
        String objects = OBJECT.repeat(bodyBytes / OBJECT.length() + 1);
        Delivery.Builder delivery = Delivery.post("https://example.com/hooks")
                .body(("[" + objects + "null]").getBytes(UTF_8))
                .receivedAt(Instant.EPOCH)
                .header("X-HubSpot-Signature-v3", "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=")
                .header("X-HubSpot-Request-Timestamp", "1");
        for (int i = 0; i < headers; i++) {
            delivery.header("X-Time-Id-" + i, "1").header("Host", "example.com");
        }
        return new Attempt(Schemes.hubSpot(), SecretRing.of(ring), delivery.build());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 100_000, 2_000_000})
    void largeBody_isLookedAtLessOften(int bodyBytes) {
        Search search = new Search();
        Attempt attempt = unexplained(bodyBytes, 1, 0);

        assertThat(search.explain(attempt)).isEmpty();

        long last = 16L * 2 * attempt.delivery().bodyLength();
        assertThat(search.cost()).isLessThanOrEqualTo(Search.MAX_COST + last);
        assertThat(search.attempts()).isBetween(10, Search.MAX_ATTEMPTS);
    }

    @Test
    void manySecretsAndHeaders_doNotMakeItEndless() {
        Search search = new Search();

        assertThat(search.explain(unexplained(100, 50, 500))).isEmpty();

        assertThat(search.attempts()).isLessThan(Search.MAX_ATTEMPTS + 50);
    }
}
