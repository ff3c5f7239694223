package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ReceivedDelivery;
import io.countersign.ReceivedEvent;
import io.countersign.RefusedException;
import io.countersign.event.IncidentNotice;
import io.countersign.event.WebhookEvent;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import io.countersign.verify.VerifiedDelivery;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

class ControllerArgumentsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Sender SENDER = Senders.statusPulse(SigningSecret.of("current", SECRET));
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();
    private static RunningApp app;

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
        @PostMapping("/webhooks/kind")
        void kind(AcmeEvent.Opened event) {
            SEEN.add("kind " + event.id());
        }

        @PostMapping("/webhooks/any")
        String any(WebhookEvent event) {
            SEEN.add("any " + event);
            return "thanks";
        }

        @PostMapping("/webhooks/received")
        void received(ReceivedEvent<AcmeEvent.Opened> received) {
            SEEN.add("received " + received.event().id() + " attempt " + received.attempt());
        }

        @PostMapping("/webhooks/whole")
        void whole(ReceivedDelivery<? extends AcmeEvent> delivery) {
            delivery.forEach(received -> {
                SEEN.add("whole " + received.id() + " attempt " + received.attempt());
                if (received.attempt() == 1 && received.event() instanceof AcmeEvent.Pinged) {
                    throw new IllegalStateException("the pager is down");
                }
            });
        }

        @PostMapping("/webhooks/proof")
        void proof(VerifiedDelivery verified) {
            SEEN.add(verified.trust() + " " + verified.secretId().orElse("") + " "
                    + new String(verified.delivery().body(), UTF_8));
        }

        @PostMapping("/webhooks/notice")
        void notice(IncidentNotice notice) {
            SEEN.add("notice " + notice.incidentKey());
        }

        @PostMapping("/webhooks/maybe")
        void maybe(Optional<IncidentNotice> notice) {
            SEEN.add("maybe " + notice.map(IncidentNotice::incidentKey).orElse("nothing"));
        }

        @PostMapping("/webhooks/never-absent")
        void neverAbsent(Optional<AcmeEvent.Opened> event) {
            SEEN.add("never absent " + event);
        }

        @PostMapping("/webhooks/refuses")
        void refuses(AcmeEvent event) throws RefusedException {
            SEEN.add("refuses");
            throw new RefusedException(422, "no such monitor");
        }

        @PostMapping("/webhooks/refuses-later")
        CompletableFuture<String> refusesLater(AcmeEvent event) {
            return CompletableFuture.failedFuture(new RefusedException(410, "no such monitor any more"));
        }

        @PostMapping("/webhooks/fails")
        void fails(AcmeEvent event) {
            SEEN.add("fails " + event.id());
            throw new IllegalStateException("the pager is down");
        }

        @PostMapping("/webhooks/later")
        Callable<ResponseEntity<String>> later(AcmeEvent event) {
            return () -> {
                SEEN.add("later " + event.id());
                return ResponseEntity.accepted().body("queued");
            };
        }

        @PostMapping("/webhooks/fails-later")
        Callable<String> failsLater(AcmeEvent event) {
            return () -> {
                SEEN.add("fails later " + event.id());
                throw new IllegalStateException("the pager is down");
            };
        }

        @PostMapping("/webhooks/unfiltered")
        void unfiltered(AcmeEvent.Opened event) {
            SEEN.add("unfiltered " + event);
        }

        @PostMapping("/webhooks/token/{token}")
        void token(@PathVariable String token, AcmeEvent event) {
            SEEN.add("token " + event.id());
        }

        @PostMapping("/webhooks/signed/below")
        void below(AcmeEvent.Opened event) {
            SEEN.add("below " + event);
        }
    }

    @BeforeAll
    static void start() {
        StringBuilder yaml = new StringBuilder("countersign:\n  endpoints:\n");
        for (String name : List.of(
                "kind",
                "any",
                "received",
                "whole",
                "proof",
                "notice",
                "maybe",
                "never-absent",
                "refuses",
                "refuses-later",
                "fails",
                "fails-later",
                "later",
                "nowhere",
                "signed")) {
            yaml.append("    %s: {provider: acme, secrets: [{id: current, value: \"%s\"}]}\n".formatted(name, SECRET));
        }
        yaml.append("    token: {provider: acme, auth: {path: {token: \"%s\"}}}\n".formatted(SECRET));
        app = RunningApp.start(yaml.toString(), Application.class);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static SignedRequest signed(String body) {
        return SENDER.deliver(body.getBytes(UTF_8));
    }

    private static HttpResponse<String> deliver(String path, String body) {
        return app.deliver(signed(body), path);
    }

    @Test
    void anEventOfTheAskedKind_isHandedOver() {
        HttpResponse<String> answer = deliver("/webhooks/kind", "opened 1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Webhook-Outcome")).hasValue("handled");
        assertThat(SEEN).containsExactly("kind 1");
    }

    @Test
    void aSecondDelivery_isAnsweredWithoutTheController() {
        deliver("/webhooks/kind", "opened twice");

        HttpResponse<String> second = deliver("/webhooks/kind", "opened twice");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Webhook-Outcome")).hasValue("duplicate");
        assertThat(SEEN).containsExactly("kind twice");
    }

    @Test
    void anEventOfAnotherKind_isAskedToBeRetried() {
        assertThat(deliver("/webhooks/kind", "pinged 1").statusCode()).isEqualTo(503);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void anyEvent_isHandedOver_andTheAnswerOfTheControllerGoesOut() {
        HttpResponse<String> answer = deliver("/webhooks/any", "pinged 1");

        assertThat(answer.body()).isEqualTo("thanks");
        assertThat(SEEN).containsExactly("any Pinged[id=1]");
    }

    @Test
    void severalEvents_forAMethodThatTakesOne_areAskedToBeRetried() {
        assertThat(deliver("/webhooks/any", "pinged 2,opened 3").statusCode()).isEqualTo(503);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void aReceivedEvent_saysWhichAttemptItIs() {
        deliver("/webhooks/received", "opened 1");

        assertThat(SEEN).containsExactly("received 1 attempt 1");
    }

    @Test
    void aDeliveryOfSeveralEvents_isSettledEventByEvent() {
        assertThat(deliver("/webhooks/whole", "opened 1,pinged 2").statusCode()).isEqualTo(503);
        assertThat(deliver("/webhooks/whole", "opened 1,pinged 2").statusCode()).isEqualTo(200);

        assertThat(SEEN).containsExactly("whole 1 attempt 1", "whole 2 attempt 1", "whole 2 attempt 2");
    }

    @Test
    void whatWasProved_isHandedOverWithTheBytes() {
        deliver("/webhooks/proof", "pinged 1,opened 2");

        assertThat(SEEN).containsExactly("SIGNED_BODY current pinged 1,opened 2");
    }

    @Test
    void aNotice_isHandedOver() {
        deliver("/webhooks/notice", "opened 1");

        assertThat(SEEN).containsExactly("notice 1");
    }

    @Test
    void anEventWithoutNotice_forAMethodThatNeedsOne_isAskedToBeRetried() {
        assertThat(deliver("/webhooks/notice", "pinged 1").statusCode()).isEqualTo(503);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void anOptionalNotice_isEmptyForAnEventWithoutOne() {
        deliver("/webhooks/maybe", "pinged 1");
        deliver("/webhooks/maybe", "opened 2");

        assertThat(SEEN).containsExactly("maybe nothing", "maybe 2");
    }

    @Test
    void anOptionalEvent_isRefusedAsAMistakeOfTheApplication() {
        assertThat(deliver("/webhooks/never-absent?id=attacker", "opened 1").statusCode())
                .isEqualTo(503);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void aRefusal_isForGood() {
        HttpResponse<String> first = deliver("/webhooks/refuses", "opened 1");
        HttpResponse<String> second = deliver("/webhooks/refuses", "opened 1");

        assertThat(first.statusCode()).isEqualTo(422);
        assertThat(second.statusCode()).isEqualTo(422);
        assertThat(first.body()).isEmpty();
        assertThat(SEEN).containsExactly("refuses");
    }

    @Test
    void aRefusalFromAnotherThread_isForGood() {
        assertThat(deliver("/webhooks/refuses-later", "opened 1").statusCode()).isEqualTo(410);
    }

    @Test
    void aFailure_isAskedToBeRetried_andTheRetryReachesTheController() {
        HttpResponse<String> first = deliver("/webhooks/fails", "opened 1");
        deliver("/webhooks/fails", "opened 1");

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).isPresent();
        assertThat(SEEN).containsExactly("fails 1", "fails 1");
    }

    @Test
    void anAsynchronousController_isSettledByItsAnswer() {
        HttpResponse<String> first = deliver("/webhooks/later", "opened 1");
        HttpResponse<String> second = deliver("/webhooks/later", "opened 1");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body()).isEqualTo("queued");
        assertThat(second.headers().firstValue("Webhook-Outcome")).hasValue("duplicate");
        assertThat(SEEN).containsExactly("later 1");
    }

    @Test
    void anAsynchronousFailure_isAskedToBeRetried_andTheRetryReachesTheController() {
        HttpResponse<String> first = deliver("/webhooks/fails-later", "opened 1");
        deliver("/webhooks/fails-later", "opened 1");

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).isPresent();
        assertThat(first.body()).doesNotContain("pager");
        assertThat(SEEN).containsExactly("fails later 1", "fails later 1");
    }

    @Test
    void anEndpointWithoutController_losesNothing() {
        assertThat(deliver("/webhooks/nowhere", "opened 1").statusCode()).isEqualTo(503);
    }

    @Test
    void aChangedBody_isRefused() {
        assertThat(app.deliver(signed("opened 1").tampered(), "/webhooks/kind").statusCode())
                .isEqualTo(401);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void aTokenInThePath_isChecked() {
        SignedRequest right = Senders.path(SigningSecret.of("t", SECRET)).deliver("opened 1".getBytes(UTF_8));
        SignedRequest wrong = Senders.path(SigningSecret.of("t", "0" + SECRET)).deliver("opened 2".getBytes(UTF_8));

        assertThat(app.deliver(right, "/webhooks/token").statusCode()).isEqualTo(200);
        assertThat(app.deliver(wrong, "/webhooks/token").statusCode()).isEqualTo(401);
        assertThat(SEEN).containsExactly("token 1");
    }

    @Test
    void requestParameters_neverBecomeAnEvent_whereNoFilterRan() {
        for (String path : List.of("/webhooks/unfiltered", "/webhooks/signed/below")) {
            HttpRequest form = HttpRequest.newBuilder(app.url(path + "?id=attacker"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("id=attacker"))
                    .build();

            assertThat(app.send(form).statusCode()).isEqualTo(500);
        }
        assertThat(SEEN).isEmpty();
    }

    @Test
    void requestParameters_neverBecomeAnEvent_onAVerifiedRequestEither() {
        deliver("/webhooks/kind?id=attacker", "opened 7");

        assertThat(SEEN).containsExactly("kind 7");
    }
}
