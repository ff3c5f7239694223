package io.countersign.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Senders;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the documentation compile, are the ones below, and receive something. */
class ExamplesTest {
    private static final SigningSecret SECRET = SigningSecret.of("one", "the secret of the examples");

    private final List<WebhookEvent> forwarded = new CopyOnWriteArrayList<>();
    private final Bridge bridge = forwarded::add;
    private final WebhookReceiver<StatusPulseEvent> receiver = WebhookReceiver.builder(
                    "statuspulse", StatusPulse.provider())
            .secrets(SecretRing.of(SECRET))
            .build();

    /** What the examples forward to. */
    private interface Bridge {
        void forward(StatusPulseEvent event);
    }

    private Javalin ofHandler() {
        Javalin app = Javalin.create(config -> JavalinWebhooks.register(
                config.routes, "/webhooks/statuspulse", receiver, (ctx, webhook) -> bridge.forward(webhook.event())));
        return app;
    }

    private Javalin ofPlugin() {
        Javalin app = Javalin.create(config -> config.registerPlugin(new WebhookPlugin(webhooks -> webhooks.endpoint(
                "/webhooks/statuspulse",
                receiver,
                ctx -> bridge.forward(ctx.with(WebhookPlugin.class).event(StatusPulseEvent.class))))));
        return app;
    }

    @Test
    void examples_receive() throws Exception {
        assertThatItReceives(ofHandler(), "INC-1");
        assertThatItReceives(ofPlugin(), "INC-2");
        assertThat(forwarded).hasSize(2);
    }

    private static void assertThatItReceives(Javalin app, String incidentId) throws Exception {
        app.start("127.0.0.1", 0);
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + app.port() + "/webhooks/statuspulse");
            byte[] body = SamplePayloads.statusPulseOpened(incidentId, Instant.now());
            int status = HttpClient.newHttpClient()
                    .send(Senders.statusPulse(SECRET).deliver(body).toHttpRequest(endpoint), BodyHandlers.discarding())
                    .statusCode();
            assertThat(status).isEqualTo(200);
        } finally {
            app.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {JavalinWebhooks.class, WebhookPlugin.class})
    void exampleOfTheDocumentation_isOneOfThese(Class<?> type) throws Exception {
        String source = Files.readString(source("src/main/java", type));
        int begin = source.indexOf("<pre>{@code\n") + "<pre>{@code\n".length();
        String example =
                source.substring(begin, source.indexOf("}</pre>", begin)).replace(" * ", "");
        assertThat(example).contains("Javalin.create");
        assertThat(withoutSpace(Files.readString(source("src/test/java", ExamplesTest.class))))
                .contains(withoutSpace(example));
    }

    private static Path source(String folder, Class<?> type) {
        return Path.of(folder, type.getName().replace('.', '/') + ".java");
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
