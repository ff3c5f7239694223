package io.countersign.spring;

import static io.countersign.spring.SharedStoreRules.anyId;
import static io.countersign.spring.SharedStoreRules.deliver;
import static io.countersign.spring.SharedStoreRules.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;

/** What an application does while its store is dead, as every test of a store with a server asks. Stateless. */
final class StoreThatDies {
    private StoreThatDies() {}

    /** @param password what must not be shown */
    static void takesNothingAndSaysSo(RunningApp app, Runnable kill, String password) {
        assertThat(outcome(deliver(app, anyId()))).isEqualTo("handled");
        assertThat(health(app).statusCode()).isEqualTo(200);

        kill.run();

        HttpResponse<String> answer = deliver(app, anyId());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(app.bean(MeterRegistry.class)
                        .get("countersign.claims")
                        .tags("endpoint", "acme", "event", "store-unavailable")
                        .counter()
                        .count())
                .isEqualTo(1);
        HttpResponse<String> health = health(app);
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("\"DOWN\"", "\"problem\"").doesNotContain(password);
    }

    /** Without a restart of the application. */
    static void takesEventsAgain(RunningApp app) {
        await().atMost(Duration.ofMinutes(2)).until(() -> outcome(deliver(app, anyId())), Predicate.isEqual("handled"));
        assertThat(health(app).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> health(RunningApp app) {
        return app.send(HttpRequest.newBuilder(app.url("/actuator/health/webhookClaims"))
                .build());
    }
}
