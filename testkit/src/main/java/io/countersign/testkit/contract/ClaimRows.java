package io.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The rows about seeing each event once. */
abstract class ClaimRows {
    abstract Bench bench();

    @Test
    void newEvent_isHandled() throws Exception {
        var application = bench().start(bench().statusPulse());
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), 200, "handled");
        assertThat(application.handled()).isEqualTo(1);
        assertThat(application.lastDelivery().endpoint()).isEqualTo("contract");
        assertThat(application.lastDelivery().delivery().secretId()).hasValue("2026-11");
        assertThat(application.lastDelivery().delivery().delivery().peer()).isPresent();
    }

    @Test
    void handledEvent_isADuplicateTheSecondTime() throws Exception {
        var application = bench().start(bench().statusPulse());
        bench().send(Bench.opened("INC-1"));
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), 200, "duplicate");
        assertThat(application.handled()).isEqualTo(1);
    }

    @Test
    void secondCopyDuringTheFirst_asksForARetryWhichIsADuplicate() throws Exception {
        var application = bench().start(bench().statusPulse());
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        application.does((received, body) -> {
            entered.countDown();
            await(mayReturn);
            return 200;
        });
        CompletableFuture<HttpResponse<String>> first = bench().sendAsync(Bench.opened("INC-1"));
        try {
            await(entered);
            Answered.retryLater(bench().send(Bench.opened("INC-1")));
        } finally {
            mayReturn.countDown();
        }
        Answered.withOutcome(first.get(Bench.PATIENCE.toSeconds(), TimeUnit.SECONDS), 200, "handled");
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), 200, "duplicate");
        assertThat(application.handled()).isEqualTo(1);
    }

    @Test
    void copiesAtTheSameMoment_areHandledOnceAndNoneIsLost() throws Exception {
        var application = bench().start(bench().statusPulse());
        List<CompletableFuture<HttpResponse<String>>> copies = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            copies.add(bench().sendAsync(Bench.opened("INC-1")));
        }
        List<String> outcomes = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> copy : copies) {
            HttpResponse<String> answer = copy.get(Bench.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isIn(200, 503);
            outcomes.add(answer.headers().firstValue("Webhook-Outcome").orElse("retry"));
        }
        assertThat(outcomes).containsOnlyOnce("handled").isSubsetOf("handled", "duplicate", "retry");
        assertThat(application.handled()).isEqualTo(1);
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), 200, "duplicate");
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(Bench.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void sameEventWithAnotherBody_isHandledAndFlagged() throws Exception {
        var application = bench().start(bench().statusPulse());
        bench().send(Bench.opened("INC-1"));
        Answered.withOutcome(bench().send(Bench.openedOtherwise("INC-1")), 200, "conflict");
        assertThat(application.handled()).isEqualTo(2);
        assertThat(application.lastDelivery().events())
                .singleElement()
                .satisfies(event -> assertThat(event.isConflict()).isTrue());
    }

    @Test
    void sameEventWithAnotherBodyWhereThatIsRefused_is422() throws Exception {
        var application = bench().start(bench().statusPulse().refuseConflicts());
        bench().send(Bench.opened("INC-1"));
        Answered.plainly(bench().send(Bench.openedOtherwise("INC-1")), 422);
        assertThat(application.handled()).isEqualTo(1);
    }

    @Test
    void storeThatIsDown_asksForARetryWhichIsHandled() throws Exception {
        var application = bench().start(bench().statusPulse());
        bench().store.goDown(true);
        Answered.retryLater(bench().send(Bench.opened("INC-1")));
        assertThat(application.handled()).isZero();
        bench().store.goDown(false);
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), 200, "handled");
    }
}
