package io.countersign.samples.guides.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Answer;
import io.countersign.WebhookReceiver;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SchemeSigner;
import io.countersign.testkit.Sender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcmeProviderTest {
    private static final SigningSecret SECRET = SigningSecret.of("2026-11", "a secret for the tests of Acme");

    private final AcmeProvider acme = new AcmeProvider();
    private final Sender sender =
            SchemeSigner.of(acme.defaultScheme().orElseThrow(), SECRET).build();
    private final WebhookReceiver<AcmeEvent> receiver =
            WebhookReceiver.builder("acme", acme).secrets(SecretRing.of(SECRET)).build();
    private final List<AcmeEvent> seen = new ArrayList<>();

    private Answer receive(String body) {
        return receiver.receive(
                sender.deliver(body.getBytes(UTF_8)).toDelivery("/webhooks/acme", receiver.now()),
                received -> seen.add(received.event()));
    }

    @Test
    void disk_thatFills_isAnEventWithANotice() {
        Answer answer = receive("{\"id\":\"evt_1\",\"type\":\"disk_filling\",\"host\":\"db-1\",\"percent\":97}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(seen).containsExactly(new AcmeEvent.DiskFilling("db-1", 97));
        assertThat(seen.get(0).notice().orElseThrow().title()).isEqualTo("the disk of db-1 is 97 % full");
    }

    @Test
    void event_sentAgain_isNotSeenAgain() {
        receive("{\"id\":\"evt_1\",\"type\":\"disk_filling\"}");

        assertThat(receive("{\"id\":\"evt_1\",\"type\":\"disk_filling\"}").headers())
                .containsEntry("Webhook-Outcome", "duplicate");
        assertThat(seen).hasSize(1);
    }

    @Test
    void kind_thatIsNew_isNoError() {
        assertThat(receive("{\"id\":\"evt_2\",\"type\":\"disk_sings\"}").status())
                .isEqualTo(200);
        assertThat(seen).containsExactly(new AcmeEvent.Other("disk_sings"));
    }

    @Test
    void body_withoutAnId_isNotThePayload() {
        assertThat(receive("{}").status()).isEqualTo(422);
        assertThat(receive("no JSON").status()).isEqualTo(422);
    }
}
