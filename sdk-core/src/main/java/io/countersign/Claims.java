package io.countersign;

import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.EventKey;
import io.countersign.event.WebhookEvent;
import io.countersign.internal.EventIds;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Claims the events of one delivery, each on its own. Confined to one thread; made anew for each delivery. */
final class Claims<E extends WebhookEvent> {

    private final ClaimDesk desk;
    private final VerifiedDelivery delivery;
    private final UUID owner = Owners.next();

    private final List<ClaimedEvent<E>> acquired = new ArrayList<>(1);
    private final Map<String, BodyDigest> seenInThisDelivery = new HashMap<>();
    private @Nullable Duration inProgress;
    private @Nullable Completion refusedBefore;
    private boolean conflictRefused;
    private @Nullable String unavailable;

    Claims(ClaimDesk desk, VerifiedDelivery delivery) {
        this.desk = desk;
        this.delivery = delivery;
    }

    /** Claims every event; where the store cannot tell of one, gives back what was claimed of the others. */
    void claimAll(List<IdentifiedEvent<E>> events) {
        for (IdentifiedEvent<E> event : events) {
            if (events.size() == 1) {
                claim(event, event.id(), false);
            } else {
                claimOneOfSeveral(event);
            }
            if (unavailable != null) {
                acquired.forEach(claimed -> claimed.held().settle(null));
                acquired.clear();
                return;
            }
        }
    }

    private void claimOneOfSeveral(IdentifiedEvent<E> event) {
        BodyDigest before = seenInThisDelivery.putIfAbsent(event.id(), event.digest());
        if (before == null) {
            claim(event, event.id(), false);
        } else if (!before.equals(event.digest())) {
            conflict(event);
        }
    }

    private void claim(IdentifiedEvent<E> event, String id, boolean isConflict) {
        ClaimDesk.Said said = desk.claim(new EventKey(scope(), id), event.digest(), owner);
        ClaimResult result = said.result();
        if (result instanceof ClaimResult.Acquired claimed) {
            HeldClaim held = new HeldClaim(claimed.claim(), said.by());
            acquired.add(new ClaimedEvent<>(
                    event.event(), id, claimed.attempt(), isConflict, said.isByTheStore(), delivery, held));
        } else if (result instanceof ClaimResult.InProgress other) {
            Duration known = inProgress;
            inProgress = known == null || other.leaseRemaining().compareTo(known) > 0 ? other.leaseRemaining() : known;
        } else if (result instanceof ClaimResult.Duplicate duplicate) {
            refusedBefore = duplicate.completion().isRefusal() ? duplicate.completion() : refusedBefore;
        } else if (result instanceof ClaimResult.Conflict) {
            conflict(event);
        } else if (result instanceof ClaimResult.Unavailable problem) {
            unavailable = problem.problem();
        }
    }

    /** The ids of two tenants never meet. No endpoint's name holds a slash, so nor do those of two endpoints. */
    private String scope() {
        return delivery.tenant().map(tenant -> desk.endpoint() + "/" + tenant).orElseGet(desk::endpoint);
    }

    /** Same id, other bytes: perhaps a distinct event, so it gets an id of its own rather than being dropped. */
    private void conflict(IdentifiedEvent<E> event) {
        if (desk.refusesConflicts()) {
            conflictRefused = true;
        } else {
            claim(event, EventIds.of(event.id(), event.digest().hex()), true);
        }
    }

    /** The events that are ours to handle. */
    List<ClaimedEvent<E>> acquired() {
        return acquired;
    }

    /** What the store said when it could not tell, or null. */
    @Nullable
    String unavailable() {
        return unavailable;
    }

    String endpoint() {
        return desk.endpoint();
    }

    VerifiedDelivery delivery() {
        return delivery;
    }

    /** The answer that the events make necessary which are not ours to handle; empty where they are all done. */
    Optional<Answer> answerForTheRest(AnswerReport report) {
        if (inProgress != null) {
            return Optional.of(report.of(Outcome.IN_PROGRESS, OutcomeTable.answer(Outcome.IN_PROGRESS, inProgress)));
        }
        return conflictRefused ? Optional.of(report.of(Outcome.CONFLICT_REFUSED)) : Optional.empty();
    }

    /** The answer where there is nothing left to handle. */
    Answer answerWithoutHandling(AnswerReport report) {
        int status = refusedBefore == null ? 200 : refusedBefore.status();
        return answerForTheRest(report)
                .orElseGet(() -> report.of(Outcome.DUPLICATE, OutcomeTable.authenticated(status, Outcome.DUPLICATE)));
    }
}
