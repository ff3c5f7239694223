package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.secret.SigningSecret;
import io.countersign.servlet.WebhookFilter;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with Spring Security, which knows nothing of signatures. */
@ExtendWith(OutputCaptureExtension.class)
class SecurityTest {
    private static final String SECRET = "0123456789abcdef";
    private static final Sender SENDER = Senders.statusPulse(SigningSecret.of("any", SECRET));
    private static final String YAML = """
            tests.security: true
            countersign:
              endpoints:
                acme: { provider: acme, max-body: 100B, secrets: [{ id: current, value: %s }] }
            """.formatted(SECRET);

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
        @WebhookMapping("acme")
        void acme(AcmeEvent event) {
            if (event.id().equals("fails")) {
                throw new IllegalStateException("the pager is down");
            }
        }

        @PostMapping("/orders")
        void orders() {}
    }

    /** Spring Security as it is unless it is told otherwise: all of it is behind a login, and every POST needs a CSRF token. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Unaware {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration
    @EnableWebSecurity
    static class Security {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.csrf(csrf -> csrf.ignoringRequestMatchers(WebhookFilter::isVerified))
                    .authorizeHttpRequests(requests -> requests.requestMatchers(WebhookFilter::isVerified)
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    private static SignedRequest signed(String body) {
        return SENDER.deliver(body.getBytes(UTF_8));
    }

    private static HttpResponse<String> deliver(RunningApp app, SignedRequest request) {
        return app.deliver(request, "/webhooks/acme");
    }

    @Test
    void withoutARule_deliveriesAreAskedToBeRetried_andItIsSaidOnceWhatToDo(CapturedOutput output) {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Unaware.class)) {
            for (String body : List.of("opened 1", "opened 1", "opened 2")) {
                HttpResponse<String> answer = deliver(app, signed(body));

                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
                assertThat(answer.body()).isEqualTo("retry later\n");
            }
        }

        assertThat(output.toString().lines().filter(line -> line.contains("and then turned away by a 403")))
                .singleElement()
                .asString()
                .contains("endpoint \"acme\"")
                .contains("csrf.ignoringRequestMatchers(WebhookFilter::isVerified)");
    }

    @Test
    void aFormThatCsrfLooksInto_isNotRefusedForGood() {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Unaware.class)) {
            SignedRequest form = signed("opened 1")
                    .withoutHeader("Content-Type")
                    .withHeader("Content-Type", "application/x-www-form-urlencoded");

            assertThat(deliver(app, form).statusCode()).isEqualTo(503);
            assertThat(deliver(app, form).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void withTheRule_deliveriesAreHandled_andEverythingElseIsAsBefore(CapturedOutput output) {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Security.class)) {
            HttpResponse<String> answer = deliver(app, signed("opened 1"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Webhook-Outcome")).hasValue("handled");

            for (String path : List.of("/orders", "/webhooks/elsewhere", "/webhooks/acme/below")) {
                HttpRequest stranger = HttpRequest.newBuilder(app.url(path))
                        .POST(BodyPublishers.noBody())
                        .build();
                assertThat(app.send(stranger).statusCode()).as(path).isBetween(401, 403);
            }
        }
        assertThat(output).doesNotContain("and then turned away");
    }

    @Test
    void answersOfTheEndpoint_areNotTurnedIntoA403() {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Security.class)) {
            assertThat(deliver(app, signed("opened 1").tampered()).statusCode()).isEqualTo(401);
            assertThat(deliver(app, signed("opened " + "1".repeat(100))).statusCode())
                    .isEqualTo(413);
            assertThat(deliver(app, signed("opened 1").withHeader("Content-Encoding", "gzip"))
                            .statusCode())
                    .isEqualTo(415);
            assertThat(deliver(app, signed("nonsense")).statusCode()).isEqualTo(422);
            assertThat(deliver(app, signed("opened fails")).statusCode()).isEqualTo(503);
            assertThat(deliver(app, signed("opened 1").withMethod("PUT")).statusCode())
                    .isEqualTo(405);
        }
    }
}
