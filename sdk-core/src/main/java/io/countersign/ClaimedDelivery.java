package io.countersign;

import io.countersign.dedup.Completion;
import io.countersign.dedup.SettleResult;
import io.countersign.event.WebhookEvent;
import io.countersign.verify.VerifiedDelivery;
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
    private final List<ClaimedEvent<E>> events;
    private final AnswerReport report;
    private final Reporter reporter;
    private final LeaseKeeper.Keeping leases;

    /** How the event of the same index ended; null where it has not. */
    private final @Nullable End[] ends;

    private @Nullable Answer answer;

    ClaimedDelivery(Claims<E> claims, LeaseKeeper leases, Reporter reporter, AnswerReport report) {
        this.claims = claims;
        this.events = List.copyOf(claims.acquired());
        this.ends = new @Nullable End[events.size()];
        this.reporter = reporter;
        this.report = report;
        this.leases = leases.keep(events);
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
        // No copy, since the list is one that cannot change.
        return List.copyOf(events);
    }

    @Override
    public void forEach(EventHandler<E> handler) {
        for (int i = 0; i < ends.length; i++) {
            if (!isSettled(i)) {
                handle(i, handler);
            }
        }
    }

    private void handle(int i, EventHandler<E> handler) {
        ReceivedEvent<E> event = events.get(i);
        try {
            handler.handle(event);
            settle(i, new Completion(200));
        } catch (RefusedException refusal) {
            LOG.warn(
                    "endpoint \"{}\": the handler refused event {} for good with {}: {}",
                    endpoint(),
                    event.id(),
                    refusal.status(),
                    refusal.getMessage());
            settle(i, new Completion(refusal.status()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failedToHandle(i, interrupted);
        } catch (Exception failure) {
            failedToHandle(i, failure);
        }
    }

    private void failedToHandle(int i, Exception failure) {
        ReceivedEvent<E> event = events.get(i);
        LOG.error(
                "endpoint \"{}\": the handler failed on event {} (attempt {}); the sender is asked to retry",
                endpoint(),
                event.id(),
                event.attempt(),
                failure);
        settle(i, null);
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
            for (int i = 0; i < ends.length; i++) {
                settle(i, completion);
            }
            answer = answerOf(completion);
        }
        return answer;
    }

    private synchronized boolean isSettled(int i) {
        return ends[i] != null;
    }

    private synchronized void settle(int i, @Nullable Completion completion) {
        if (ends[i] != null) {
            return;
        }
        ClaimedEvent<E> event = events.get(i);
        boolean knownAsLost = event.held().isLost();
        SettleResult result = event.held().settle(completion);
        ends[i] = completion == null ? new End.Released() : new End.Completed(completion);
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
        for (End end : ends) {
            if (end instanceof End.Released) {
                return report.of(Outcome.RETRY_LATER);
            }
        }
        return claims.answerForTheRest(report).orElseGet(() -> answerOfTheHandled(refusalStatus(whole)));
    }

    private Answer answerOfTheHandled(int status) {
        if (status >= 400) {
            return report.of(Outcome.REFUSED, OutcomeTable.authenticated(status, Outcome.REFUSED));
        }
        Outcome outcome = Outcome.HANDLED;
        for (ReceivedEvent<E> event : events) {
            outcome = event.isConflict() ? Outcome.CONFLICT : outcome;
        }
        return report.of(outcome, OutcomeTable.authenticated(status, outcome));
    }

    /** The status of the first refusal, else that of the whole. A retry cannot help what was refused for good. */
    private int refusalStatus(@Nullable Completion whole) {
        for (End end : ends) {
            if (end instanceof End.Completed completed && completed.completion().isRefusal()) {
                return completed.completion().status();
            }
        }
        return whole == null ? 200 : whole.status();
    }
}
