package io.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ReceivedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows about what the application makes of a delivery. */
abstract class HandlerRows {
    abstract Bench bench();

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void statusOfTheApplication_isKeptIfItIsA2xx(int status) throws Exception {
        bench().start(bench().statusPulse()).answers(status);
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), status, "handled");
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), 200, "duplicate");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 500, 503})
    void statusThatIsNoAnswerToADelivery_asksForARetryWhichIsHandled(int status) throws Exception {
        var application = bench().start(bench().statusPulse()).answers(status);
        Answered.retryLater(bench().send(Bench.opened("INC-1")));
        application.answers(200);
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), 200, "handled");
        assertThat(attempt(application)).isEqualTo(2);
    }

    private static int attempt(RecordingApplication<?> application) {
        return application.lastDelivery().events().get(0).attempt();
    }

    @Test
    void handlerThatThrows_asksForARetryWhichIsHandledAndTellsNothing() throws Exception {
        var application = bench().start(bench().statusPulse()).does((received, body) -> {
            throw new IllegalStateException("an internal that is nobody's business");
        });
        Answered.retryLater(bench().send(Bench.opened("INC-1")));
        application.answers(200);
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), 200, "handled");
        assertThat(attempt(application)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 422})
    void refusalForGood_isAnsweredAlikeWithoutTheHandlerTheSecondTime(int status) throws Exception {
        var application = bench().start(bench().statusPulse()).answers(status);
        Answered.plainly(bench().send(Bench.opened("INC-1")), status);
        application.answers(200);
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), status, "duplicate");
        assertThat(application.handled()).isEqualTo(1);
    }

    @Test
    void envelopeOfWhichOneFails_asksForARetryOfWhichOnlyThatIsHandled() throws Exception {
        var application = bench().start(bench().elastio());
        List<String> seen = new CopyOnWriteArrayList<>();
        AtomicBoolean broken = new AtomicBoolean(true);
        application.does((received, body) -> {
            received.forEach(event -> {
                seen.add(event.id());
                if (event.id().equals("event-2") && broken.get()) {
                    throw new IllegalStateException("the contract broke the handler");
                }
            });
            return 200;
        });
        Answered.retryLater(bench().send(Bench.envelope("event-1", "event-2", "event-3")));
        assertThat(seen).containsExactly("event-1", "event-2", "event-3");
        broken.set(false);
        Answered.withOutcome(bench().send(Bench.envelope("event-1", "event-2", "event-3")), 200, "handled");
        assertThat(seen).containsExactly("event-1", "event-2", "event-3", "event-2");
        assertThat(application.lastDelivery().events())
                .map(ReceivedEvent::attempt)
                .containsExactly(2);
    }
}
