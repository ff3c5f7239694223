package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ReceivedDelivery;
import io.countersign.ReceivedEvent;
import io.countersign.RefusedException;
import io.countersign.event.IncidentNotice;
import io.countersign.event.UnknownEvent;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.statuspulse.IncidentOpened;
import io.countersign.provider.statuspulse.IncidentResolved;
import io.countersign.provider.statuspulse.IncidentUpdated;
import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import io.countersign.verify.Trust;
import io.countersign.verify.VerifiedDelivery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Methods that are mapped to endpoints by name, and to events by their kind. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookMappingTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Sender SENDER = Senders.statusPulse(SigningSecret.of("current", SECRET));
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();
    private static RunningApp app;

    @Configuration(proxyBeanMethods = false)
    static class Application implements WebMvcConfigurer {
        @Bean
        AcmeProvider acme() {
            return new AcmeProvider();
        }

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new Watching());
        }
    }

    /** Sees the method, and turns away whoever asks for it. */
    static final class Watching implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request.getHeader("X-Watched") != null && handler instanceof HandlerMethod method) {
                SEEN.add("about to call " + method.getMethod().getName());
            }
            if (request.getHeader("X-Turned-Away") != null) {
                response.setStatus(429);
                return false;
            }
            return true;
        }
    }

    @RestController
    static class Pulse {
        @WebhookMapping(value = "pulse", trust = Trust.SIGNED_BODY)
        void opened(IncidentOpened event, VerifiedDelivery delivery) {
            SEEN.add("opened " + delivery.trust());
        }

        @WebhookMapping("pulse")
        void unknown(UnknownEvent event) {
            SEEN.add("unknown " + event.kind());
        }

        @WebhookMapping("pulse")
        void rest(StatusPulseEvent event) {
            SEEN.add("rest " + event.getClass().getSimpleName());
        }
    }

    @RestController
    static class Partly {
        @WebhookMapping("partly")
        void opened(IncidentOpened event) {
            SEEN.add("opened");
        }

        @WebhookMapping(
                value = "partly",
                events = {IncidentUpdated.class})
        void updated(IncidentNotice notice) {
            SEEN.add("updated " + notice.incidentKey());
        }
    }

    /** No controller, and no public method. */
    @Component
    static class Acme {
        @WebhookMapping("acme")
        ResponseEntity<String> opened(ReceivedEvent<AcmeEvent.Opened> received) throws RefusedException {
            SEEN.add("opened " + received.event().id() + " attempt " + received.attempt());
            return switch (received.event().id().replace("-among", "")) {
                case "accepted" ->
                    ResponseEntity.accepted().header("X-Pager", "up").body("thanks");
                case "gone" -> ResponseEntity.status(410).build();
                case "moved" -> ResponseEntity.status(302).build();
                case "broken" -> ResponseEntity.internalServerError().build();
                case "refused" -> throw new RefusedException(422, "no such monitor");
                case "fails-once" -> failing(received.attempt() == 1);
                case "broken-once" ->
                    received.attempt() == 1
                            ? ResponseEntity.internalServerError().build()
                            : ResponseEntity.ok("up again");
                case "mapped" -> throw new IllegalArgumentException("nobody knows it");
                default -> ResponseEntity.ok().build();
            };
        }

        private static ResponseEntity<String> failing(boolean fails) {
            if (fails) {
                throw new IllegalStateException("the pager is down");
            }
            return ResponseEntity.ok("up again");
        }

        @WebhookMapping("acme")
        @ResponseStatus(HttpStatus.CREATED)
        void pinged(AcmeEvent.Pinged event, HttpServletRequest request, HttpHeaders headers) {
            SEEN.add("pinged " + event.id() + " " + request.getMethod() + " " + headers.getContentLength());
        }

        @ExceptionHandler
        @ResponseStatus(HttpStatus.NOT_FOUND)
        void unknown(IllegalArgumentException thrown) {
            SEEN.add("mapped to 404");
        }
    }

    @WebhookMapping("")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface OfEndpoint {
        @AliasFor(annotation = WebhookMapping.class, attribute = "value")
        String value();
    }

    @RestController
    static class Others {
        @OfEndpoint("token")
        void token(AcmeEvent event) {
            SEEN.add("token " + event.id());
        }

        @WebhookMapping("whole")
        CompletableFuture<String> whole(ReceivedDelivery<AcmeEvent> delivery) {
            return CompletableFuture.supplyAsync(() -> {
                delivery.forEach(received -> SEEN.add("whole " + received.id()));
                return "done";
            });
        }

        @WebhookMapping("signal")
        String signal() {
            SEEN.add("signal");
            return "heard";
        }
    }

    @RestController
    static class InTransaction {
        @Transactional
        @WebhookMapping("transaction")
        public void handle(AcmeEvent event) {
            SEEN.add("in a transaction: " + TransactionSynchronizationManager.isActualTransactionActive());
        }
    }

    @BeforeAll
    static void start() {
        StringBuilder yaml = new StringBuilder("""
                spring.datasource.url: "jdbc:h2:mem:mapping"
                countersign:
                  endpoints:
                    token: {provider: acme, auth: {path: {token: "%s"}}}
                """.formatted(SECRET));
        for (String name : List.of("acme", "whole", "signal", "transaction")) {
            yaml.append("    %s: {provider: acme, secrets: [{id: current, value: \"%s\"}]}\n".formatted(name, SECRET));
        }
        for (String name : List.of("pulse", "partly")) {
            yaml.append("    %s: {provider: statuspulse, path: /in/%s, secrets: [{id: current, value: \"%s\"}]}\n"
                    .formatted(name, name, SECRET));
        }
        app = RunningApp.start(
                yaml.toString(),
                Application.class,
                Pulse.class,
                Partly.class,
                Acme.class,
                Others.class,
                InTransaction.class);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static HttpResponse<String> acme(String body) {
        return app.deliver(SENDER.deliver(body.getBytes(UTF_8)), "/webhooks/acme");
    }

    private static String outcome(HttpResponse<String> answer) {
        return answer.statusCode()
                + answer.headers()
                        .firstValue("Webhook-Outcome")
                        .map(word -> " " + word)
                        .orElse("");
    }

    private static HttpResponse<String> pulse(String endpoint, byte[] body) {
        return app.deliver(SENDER.deliver(body), "/in/" + endpoint);
    }

    private static byte[] opened(String incident) {
        return SamplePayloads.statusPulseOpened(incident, NOW);
    }

    private static byte[] unknown(String incident) {
        return new String(opened(incident), UTF_8)
                .replace("incident_opened", "incident_merged")
                .getBytes(UTF_8);
    }

    @Test
    void anEvent_goesToTheMethodThatAsksForItsKind() {
        assertThat(outcome(pulse("pulse", opened("INC-1")))).isEqualTo("200 handled");
        assertThat(SEEN).containsExactly("opened SIGNED_BODY");
    }

    @Test
    void anEventThatNoOtherMethodAsksFor_goesToTheMethodForTheRootType() {
        pulse("pulse", SamplePayloads.statusPulseResolved("INC-2", NOW));

        assertThat(SEEN).containsExactly("rest IncidentResolved");
    }

    @Test
    void anEventOfAnUnknownKind_goesToTheMethodForThose_alsoBesideOneForTheRootType() {
        pulse("pulse", unknown("INC-3"));

        assertThat(SEEN).containsExactly("unknown incident_merged");
    }

    @Test
    void anEventThatNoMethodTakes_isAcknowledgedOnce_andSaidOnce(CapturedOutput output) {
        byte[] resolved = SamplePayloads.statusPulseResolved("INC-4", NOW);

        assertThat(outcome(pulse("partly", resolved))).isEqualTo("200 handled");
        assertThat(outcome(pulse("partly", resolved))).isEqualTo("200 duplicate");
        assertThat(outcome(pulse("partly", SamplePayloads.statusPulseResolved("INC-5", NOW))))
                .isEqualTo("200 handled");
        assertThat(outcome(pulse("partly", unknown("INC-6")))).isEqualTo("200 handled");

        assertThat(SEEN).isEmpty();
        assertThat(output.toString().lines().filter(line -> line.contains("is acknowledged and not handled")))
                .hasSize(2)
                .anyMatch(line -> line.contains("takes a " + IncidentResolved.class.getName()))
                .anyMatch(line -> line.contains("takes a " + StatusPulseEvent.Unknown.class.getName()));
    }

    @Test
    void anEventThatIsNamed_goesToTheMethodThatNamesIt_whateverItAsksFor() {
        byte[] updated = new String(opened("INC-7"), UTF_8)
                .replace("incident_opened", "incident_updated")
                .getBytes(UTF_8);

        assertThat(outcome(pulse("partly", updated))).isEqualTo("200 handled");
        assertThat(SEEN).containsExactly("updated INC-7");
    }

    @Test
    void theAnswerOfTheMethod_goesOut() {
        HttpResponse<String> answer = acme("opened accepted");

        assertThat(outcome(answer)).isEqualTo("202 handled");
        assertThat(answer.body()).isEqualTo("thanks");
        assertThat(answer.headers().firstValue("X-Pager")).hasValue("up");
    }

    @Test
    void theStatusOfTheMethod_goesOut_andOtherArgumentsAreThere() {
        assertThat(outcome(acme("pinged 1"))).isEqualTo("201 handled");
        assertThat(SEEN).containsExactly("pinged 1 POST 8");
    }

    @Test
    void aRefusal_isForGood() {
        for (String id : List.of("gone", "refused", "mapped")) {
            int first = acme("opened " + id).statusCode();
            assertThat(first).isBetween(400, 499);
            assertThat(outcome(acme("opened " + id))).isEqualTo(first + " duplicate");
        }
        assertThat(SEEN)
                .containsExactly(
                        "opened gone attempt 1",
                        "opened refused attempt 1",
                        "opened mapped attempt 1",
                        "mapped to 404");
    }

    @Test
    void aFailure_isAskedToBeRetried_andTheRetryReachesTheMethod() {
        assertThat(outcome(acme("opened fails-once"))).isEqualTo("503");
        assertThat(outcome(acme("opened fails-once"))).isEqualTo("200 handled");
        assertThat(SEEN).containsExactly("opened fails-once attempt 1", "opened fails-once attempt 2");
    }

    @Test
    void severalEvents_goToTheirMethods_andOnlyWhatFailedIsHandledAgain() {
        String envelope = "opened first,opened broken-once,pinged last";

        assertThat(outcome(acme(envelope))).isEqualTo("503");
        assertThat(outcome(acme(envelope))).isEqualTo("200 handled");

        assertThat(SEEN)
                .containsExactly(
                        "opened first attempt 1",
                        "opened broken-once attempt 1",
                        "pinged last POST " + envelope.length(),
                        "opened broken-once attempt 2");
    }

    @ParameterizedTest
    @CsvSource({"gone,410", "refused,422", "mapped,404"})
    void severalEventsOfWhichOneIsRefused_areAnsweredByThat_andTheOthersAreHandled(String id, int status) {
        HttpResponse<String> answer = acme("pinged before-%s,opened %s-among,pinged after-%s".formatted(id, id, id));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
        assertThat(SEEN).first().asString().startsWith("pinged before-" + id);
        assertThat(SEEN).last().asString().startsWith("pinged after-" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "moved"})
    void anAnswerToOneEventOfSeveralThatIsNoSuccess_asksForARetry(String id) {
        assertThat(outcome(acme("opened %s-among,pinged beside-%s".formatted(id, id))))
                .isEqualTo("503");
    }

    @Test
    void aMethodInATransaction_isCalledThroughItsProxy() {
        app.deliver(SENDER.deliver("opened 1".getBytes(UTF_8)), "/webhooks/transaction");

        assertThat(SEEN).containsExactly("in a transaction: true");
    }

    @Test
    void anInterceptor_seesTheMethod() {
        SignedRequest watched = SENDER.deliver("opened watched".getBytes(UTF_8)).withHeader("X-Watched", "yes");
        app.deliver(watched, "/webhooks/acme");

        assertThat(SEEN).containsExactly("about to call opened", "opened watched attempt 1");
    }

    @Test
    void whatAnInterceptorTurnsAway_isNotRefusedForGood() {
        SignedRequest delivery = SENDER.deliver("opened turned-away".getBytes(UTF_8));

        assertThat(app.deliver(delivery.withHeader("X-Turned-Away", "yes"), "/webhooks/acme")
                        .statusCode())
                .isEqualTo(503);
        assertThat(outcome(app.deliver(delivery, "/webhooks/acme"))).isEqualTo("200 handled");
    }

    @Test
    void aTokenAtTheEndOfThePath_needsNoPathOfItsOwn() {
        SignedRequest right = Senders.path(SigningSecret.of("t", SECRET)).deliver("opened 1".getBytes(UTF_8));

        assertThat(outcome(app.deliver(right, "/webhooks/token"))).isEqualTo("200 handled");
        assertThat(SEEN).containsExactly("token 1");
    }

    @Test
    void aMethodForWholeDeliveries_mayAnswerLater() {
        HttpResponse<String> answer =
                app.deliver(SENDER.deliver("opened 1,pinged 2".getBytes(UTF_8)), "/webhooks/whole");

        assertThat(outcome(answer)).isEqualTo("200 handled");
        assertThat(answer.body()).isEqualTo("done");
        assertThat(SEEN).containsExactly("whole 1", "whole 2");
    }

    @Test
    void aMethodWithoutArguments_isCalledForEachDelivery() {
        HttpResponse<String> answer = app.deliver(SENDER.deliver("opened 1".getBytes(UTF_8)), "/webhooks/signal");

        assertThat(outcome(answer)).isEqualTo("200 handled");
        assertThat(answer.body()).isEqualTo("heard");
    }

    @Test
    void whatIsNotAuthentic_reachesNoMethod() {
        HttpRequest forged = HttpRequest.newBuilder(app.url("/webhooks/acme?id=attacker"))
                .POST(BodyPublishers.ofString("opened 1"))
                .build();

        assertThat(app.send(forged).statusCode()).isEqualTo(401);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void aPathBelowTheEndpoints_isNobodys() {
        SignedRequest delivery = SENDER.deliver("opened 1".getBytes(UTF_8));

        assertThat(app.deliver(delivery, "/webhooks/acme/below").statusCode()).isEqualTo(404);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void severalEventsOfOneKind_areEachHandled() {
        for (Class<? extends WebhookEvent> kind : List.of(AcmeEvent.Opened.class, AcmeEvent.Pinged.class)) {
            SEEN.clear();
            String word = kind == AcmeEvent.Opened.class ? "opened" : "pinged";
            assertThat(outcome(acme(word + " a-" + word + "," + word + " b-" + word)))
                    .isEqualTo("200 handled");
            assertThat(SEEN).hasSize(2);
        }
    }
}
