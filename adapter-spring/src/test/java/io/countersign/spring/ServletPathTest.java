package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RestController;

/** An application below a context path, with Spring MVC below another. */
class ServletPathTest {
    private static final String SECRET = "0123456789abcdef";
    private static final String YAML = """
            server.servlet.context-path: /shop
            spring.mvc.servlet.path: /api
            countersign:
              endpoints:
                acme: { provider: acme, path: /api/acme, secrets: [{ id: a, value: %s }] }
                token: { provider: acme, path: /api/token, auth: { path: { token: %s } } }
            """.formatted(SECRET, SECRET);

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        AcmeProvider acme() {
            return new AcmeProvider();
        }

        @Bean
        Hooks hooks() {
            return new Hooks();
        }
    }

    @RestController
    static class Hooks {
        final List<String> seen = new CopyOnWriteArrayList<>();

        @WebhookMapping("acme")
        void acme(AcmeEvent event) {
            seen.add("acme " + event.id());
        }

        @WebhookMapping("token")
        void token(AcmeEvent event) {
            seen.add("token " + event.id());
        }
    }

    @Test
    void deliveries_reachTheirMethods() {
        byte[] body = "opened 1".getBytes(UTF_8);
        SignedRequest signed =
                Senders.statusPulse(SigningSecret.of("a", SECRET)).deliver(body);
        SignedRequest shown = Senders.path(SigningSecret.of("t", SECRET)).deliver(body);
        try (RunningApp app = RunningApp.start(YAML, Application.class)) {
            assertThat(app.deliver(signed, "/shop/api/acme").statusCode()).isEqualTo(200);
            assertThat(app.deliver(shown, "/shop/api/token").statusCode()).isEqualTo(200);

            assertThat(app.bean(Hooks.class).seen).containsExactly("acme 1", "token 1");
        }
    }
}
