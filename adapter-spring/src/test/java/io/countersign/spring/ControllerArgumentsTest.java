package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ControllerArgumentsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Sender SENDER = Senders.statusPulse(SigningSecret.of("current", SECRET));
    private static final List<String> SEEN = Hooks.SEEN;
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
