package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Schemes;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The rows about proof. */
abstract class AuthenticityRows {
    private static final String SIGNATURE = "X-Slack-Signature";
    private static final String TIME = "X-Slack-Request-Timestamp";

    abstract Bench bench();

    @Test
    void whateverIsNotAuthentic_getsOneAndTheSame401() throws Exception {
        var application = bench().start(bench().statusPulse().scheme(Schemes.slack()));
        Set<String> answers = new LinkedHashSet<>();
        for (SignedRequest request : notAuthentic()) {
            HttpResponse<String> answer = bench().send(request);
            Answered.plainly(answer, 401);
            answers.add(withoutDate(answer) + answer.body());
        }
        assertThat(answers).hasSize(1);
        assertThat(application.handled()).isZero();
        assertThat(bench().store.claims()).isZero();
    }

    private List<SignedRequest> notAuthentic() {
        byte[] body = SamplePayloads.statusPulseOpened("INC-1", Bench.NOW);
        Sender sender = Senders.slack(Bench.SECRET, bench().clock);
        SignedRequest valid = sender.deliver(body);
        String signature = valid.headers().get(valid.headers().size() - 1).value();
        bench().clock.advance(Duration.ofHours(-1));
        SignedRequest stale = sender.deliver(body);
        bench().clock.advance(Duration.ofHours(2));
        SignedRequest early = sender.deliver(body);
        bench().clock.set(Bench.NOW);
        return List.of(
                valid.withoutHeader(SIGNATURE),
                valid.withoutHeader(SIGNATURE).withoutHeader(TIME),
                Senders.slack(Bench.STRANGERS, bench().clock).deliver(body),
                valid.tampered(),
                valid.withBody(new byte[0]),
                valid.withHeader(SIGNATURE, signature),
                valid.withoutHeader(SIGNATURE).withHeader(SIGNATURE, "v0=not hexadecimal"),
                valid.withoutHeader(SIGNATURE).withHeader(SIGNATURE, ""),
                valid.withoutHeader(TIME),
                valid.withoutHeader(TIME).withHeader(TIME, "soon"),
                stale,
                early);
    }

    private static Map<String, List<String>> withoutDate(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Date"));
        return headers;
    }

    @Test
    void headerThatMayBeAList_mayComeOnSeveralLines() throws Exception {
        bench().start(bench().statusPulse());
        SignedRequest forged = Senders.statusPulse(Bench.STRANGERS)
                .deliver(Bench.opened("INC-1").body());
        String signature = signature(Bench.opened("INC-1"));
        Answered.withOutcome(bench().send(forged.withHeader("x-statuspulse-signature", signature)), 200, "handled");
    }

    private static String signature(SignedRequest request) {
        return request.headers().get(request.headers().size() - 1).value();
    }

    @Test
    void connection_servesOnAfterA401() throws Exception {
        var application = bench().start(bench().statusPulse());
        try (RawConnection connection = bench().connect()) {
            assertThat(connection.post(Bench.opened("INC-1").tampered()).read().status())
                    .isEqualTo(401);
            assertThat(connection.post(Bench.opened("INC-2")).read().status()).isEqualTo(200);
        }
        assertThat(application.lastBody()).isEqualTo(Bench.opened("INC-2").body());
        assertThat(application.handled()).isEqualTo(1);
    }

    @Test
    void previousSecret_isAcceptedUntilItsWindowEnds() throws Exception {
        SigningSecret previous = SigningSecret.of("2026-10", "the previous secret of the contract");
        var application = bench().start(bench().statusPulse()
                .secrets(SecretRing.of(Bench.SECRET).andUntil(previous, Bench.NOW.plusSeconds(60))));
        Sender sender = Senders.statusPulse(previous);
        bench().clock.set(Bench.NOW.plusSeconds(60).minusNanos(1));
        Answered.withOutcome(bench().send(sender.deliver(Bench.opened("INC-1").body())), 200, "handled");
        assertThat(application.lastDelivery().delivery().secretId()).hasValue("2026-10");
        bench().clock.set(Bench.NOW.plusSeconds(60));
        Answered.plainly(bench().send(sender.deliver(Bench.opened("INC-2").body())), 401);
        Answered.withOutcome(bench().send(Bench.opened("INC-2")), 200, "handled");
    }

    @Test
    void secretsThatCannotBeRead_askForARetry() throws Exception {
        AtomicBoolean unreadable = new AtomicBoolean();
        var application = bench().start(bench().statusPulse().secrets(() -> {
            if (unreadable.get()) {
                throw new IllegalStateException("the contract took the secrets away");
            }
            return SecretRing.of(Bench.SECRET);
        }));
        unreadable.set(true);
        Answered.retryLater(bench().send(Bench.opened("INC-1")));
        assertThat(application.handled()).isZero();
        assertThat(bench().store.claims()).isZero();
    }

    @Test
    void verifiedButNotThePayload_is422() throws Exception {
        var application = bench().start(bench().statusPulse());
        Answered.plainly(bench().send(Bench.signed("{\"event_type\":".getBytes(UTF_8))), 422);
        assertThat(application.handled()).isZero();
        assertThat(bench().store.claims()).isZero();
    }
}
