package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.ReceivedDelivery;
import io.countersign.ReceivedEvent;
import io.countersign.RefusedException;
import io.countersign.event.IncidentNotice;
import io.countersign.event.WebhookEvent;
import io.countersign.verify.VerifiedDelivery;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A controller method for each kind of argument and of end. */
@RestController
final class Hooks {
    /** What the methods were called with. */
    static final List<String> SEEN = new CopyOnWriteArrayList<>();

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
