package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.WebhookReceiver;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Senders;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookFilterTest {
    private static final SigningSecret SECRET = SigningSecret.of("one", "a secret that is long enough");

    @Test
    void signed_delivery_isHandledAndSaysSo() throws Exception {
        WebhookReceiver<Pings.Ping> receiver = WebhookReceiver.builder("pings", new Pings())
                .secrets(SecretRing.of(SECRET))
                .build();
        HttpServlet servlet = new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doPost(HttpServletRequest request, HttpServletResponse response) {
                WebhookFilter.event(request, Pings.Ping.class);
                response.setStatus(204);
            }
        };
        try (TomcatServer server = new TomcatServer(
                WebhookFilter.of(receiver), Map.of("/webhooks/pings", servlet), DispatcherType.REQUEST)) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            Senders.statusPulse(SECRET)
                                    .deliver("hello".getBytes(UTF_8))
                                    .toHttpRequest(server.uri("/webhooks/pings")),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Webhook-Outcome")).hasValue("handled");
        }
    }
}
