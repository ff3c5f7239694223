package io.countersign;

import io.countersign.dedup.Completion;
import io.countersign.dedup.SettleResult;
import io.countersign.event.WebhookEvent;
import io.countersign.verify.VerifiedDelivery;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of one delivery that this request claimed, and how each of them ended. Safe for concurrent use. */
final class ClaimedDelivery<E extends WebhookEvent> implements ReceivedDelivery<E>, Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private sealed interface End {
        record Completed(Completion completion) implements End {}

        record Released() implements End {}
    }

    private final Claims<E> claims;
    private final List<ReceivedEvent<E>> events;
    private final AnswerReport report;
    private final Reporter reporter;
    private final LeaseKeeper.Keeping leases;

    /** By the events themselves: what they are equal by is the whole of what the sender wrote. */
    private final IdentityHashMap<ReceivedEvent<E>, End> ends = new IdentityHashMap<>(1);

    private @Nullable Answer answer;

    ClaimedDelivery(Claims<E> claims, LeaseKeeper leases, Reporter reporter, AnswerReport report) {
        this.claims = claims;
        List<ClaimedEvent<E>> acquired = List.copyOf(claims.acquired());
        this.events = List.copyOf(acquired);
        this.reporter = reporter;
        this.report = report;
        this.leases = leases.keep(acquired);
    }

    @Override
    public String endpoint() {
        return claims.endpoint();
    }

    @Override
    public VerifiedDelivery delivery() {
        return claims.delivery();
    }

    @Override
    public List<ReceivedEvent<E>> events() {
        return events;
    }

    @Override
    public void forEach(EventHandler<E> handler) {
        for (ReceivedEvent<E> event : events) {
            if (!isSettled(event)) {
                handle(event, handler);
            }
        }
    }

    private void handle(ReceivedEvent<E> event, EventHandler<E> handler) {
        try {
            handler.handle(event);
            settle(event, new Completion(200));
        } catch (RefusedException refusal) {
            LOG.warn(
                    "endpoint \"{}\": the handler refused event {} for good with {}: {}",
                    endpoint(),
                    event.id(),
                    refusal.status(),
                    refusal.getMessage());
            settle(event, new Completion(refusal.status()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failedToHandle(event, interrupted);
        } catch (Exception failure) {
            failedToHandle(event, failure);
        }
    }

    private void failedToHandle(ReceivedEvent<E> event, Exception failure) {
        LOG.error(
                "endpoint \"{}\": the handler failed on event {} (attempt {}); the sender is asked to retry",
                endpoint(),
                event.id(),
                event.attempt(),
                failure);
        settle(event, null);
    }

    @Override
    public Answer handled(int status) {
        return end(new Completion(status), null);
    }

    @Override
    public Answer refused(int status) {
        return end(new Completion(status), null);
    }

    @Override
    public Answer failed(String reason) {
        return end(null, reason);
    }

    private synchronized Answer end(@Nullable Completion completion, @Nullable String failure) {
        if (answer == null) {
            leases.end();
            if (failure != null) {
                LOG.error("endpoint \"{}\": {}; the sender is asked to retry", endpoint(), failure);
            }
            for (ReceivedEvent<E> event : events) {
                settle(event, completion);
            }
            answer = answerOf(completion);
        }
        return answer;
    }

    private synchronized boolean isSettled(ReceivedEvent<E> event) {
        return ends.containsKey(event);
    }

    private synchronized void settle(ReceivedEvent<E> event, @Nullable Completion completion) {
        if (ends.containsKey(event)) {
            return;
        }
        ClaimedEvent<E> claimed = (ClaimedEvent<E>) event;
        boolean knownAsLost = claimed.held().isLost();
        SettleResult result = claimed.held().settle(completion);
        ends.put(event, completion == null ? new End.Released() : new End.Completed(completion));
        if (result == SettleResult.UNKNOWN && completion != null) {
            reporter.claiming(ReceiverListener.ClaimEvent.COMPLETION_UNKNOWN);
        } else if (result == SettleResult.LOST && !knownAsLost) {
            reporter.claiming(ReceiverListener.ClaimEvent.LEASE_LOST);
        }
        if (result != SettleResult.DONE) {
            // What was handled stays handled: asking for a retry would only have it handled again.
            LOG.warn(
                    "endpoint \"{}\": event {} could not be marked as {} ({}); it may be handled once more",
                    endpoint(),
                    event.id(),
                    completion == null ? "released" : "completed",
                    result);
        }
    }

    private Answer answerOf(@Nullable Completion whole) {
        if (ends.values().stream().anyMatch(End.Released.class::isInstance)) {
            return report.of(Outcome.RETRY_LATER);
        }
        return claims.answerForTheRest(report).orElseGet(() -> answerOfTheHandled(refusalStatus(whole)));
    }

    private Answer answerOfTheHandled(int status) {
        if (status >= 400) {
            return report.of(Outcome.REFUSED, OutcomeTable.authenticated(status, Outcome.REFUSED));
        }
        boolean conflict = events.stream().anyMatch(ReceivedEvent::isConflict);
        Outcome outcome = conflict ? Outcome.CONFLICT : Outcome.HANDLED;
        return report.of(outcome, OutcomeTable.authenticated(status, outcome));
    }

    /** The status of the first refusal, else that of the whole. A retry cannot help what was refused for good. */
    private int refusalStatus(@Nullable Completion whole) {
        for (ReceivedEvent<E> event : events) {
            if (ends.get(event) instanceof End.Completed completed
                    && completed.completion().isRefusal()) {
                return completed.completion().status();
            }
        }
        return whole == null ? 200 : whole.status();
    }
}
