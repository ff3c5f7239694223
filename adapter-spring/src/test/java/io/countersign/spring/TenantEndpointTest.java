package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ReceivedEvent;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import io.countersign.secret.TenantSecrets;
import io.countersign.testkit.Senders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One endpoint, many tenants, over HTTP. */
class TenantEndpointTest {
    private static final String YAML = """
            countersign:
              endpoints:
                acme:
                  provider: acme
                  tenants: accounts
            """;

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        AcmeProvider acme() {
            return new AcmeProvider();
        }

        @Bean
        TenantSecrets accounts() {
            return TenantSecrets.of(Map.of("one", ring("one"), "two", ring("two")));
        }

        private static SecretSource ring(String tenant) {
            return SecretSource.constant(SecretRing.of(secret(tenant)));
        }

        @Bean
        Controller controller() {
            return new Controller();
        }
    }

    @RestController
    static class Controller {
        final List<String> handled = new CopyOnWriteArrayList<>();

        @PostMapping("/webhooks/acme/{tenant}")
        void acme(ReceivedEvent<AcmeEvent> event) {
            handled.add(event.tenant().orElseThrow() + " " + event.id());
        }
    }

    private static SigningSecret secret(String tenant) {
        return SigningSecret.of("main", "the-secret-of-tenant-" + tenant);
    }

    private static int deliver(RunningApp app, String signer, String path) {
        return app.deliver(Senders.statusPulse(secret(signer)).deliver("opened 1".getBytes(UTF_8)), path)
                .statusCode();
    }

    @Test
    void tenants_withTheSameEventId_areEachHandledOnce() {
        try (RunningApp app = RunningApp.start(YAML, Application.class)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThat(deliver(app, "one", "/webhooks/acme/one")).isEqualTo(200);
                assertThat(deliver(app, "two", "/webhooks/acme/two")).isEqualTo(200);
            }

            List<String> handled = app.bean(Controller.class).handled;
            assertThat(handled).hasSize(2);
            assertThat(handled.get(0)).startsWith("one ");
            assertThat(handled.get(1)).isEqualTo(handled.get(0).replaceFirst("one", "two"));
        }
    }

    @Test
    void anotherTenantsRoute_anUnknownOneAndNone_areRefusedAlike() {
        try (RunningApp app = RunningApp.start(YAML, Application.class)) {
            for (String path : List.of("/webhooks/acme/two", "/webhooks/acme/three", "/webhooks/acme/%6fne")) {
                assertThat(deliver(app, "one", path)).as(path).isEqualTo(401);
            }
            assertThat(deliver(app, "one", "/webhooks/acme")).isEqualTo(401);
            assertThat(app.bean(Controller.class).handled).isEmpty();
        }
    }
}
