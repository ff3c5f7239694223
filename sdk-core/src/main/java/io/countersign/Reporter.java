package io.countersign;

import io.countersign.diagnosis.Diagnosis;
import io.countersign.internal.RateLimitedLog;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what became of the deliveries to one endpoint: to whoever listens, and in the log. Safe for concurrent use. */
final class Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    /** A name of its own, so that it can be silenced or sent elsewhere. */
    private static final Logger DIAGNOSES = LoggerFactory.getLogger(Diagnosis.class);

    private final String endpoint;
    private final ReceiverListener listener;
    private final InstantSource clock;
    private final RateLimitedLog log;

    Reporter(String endpoint, ReceiverListener listener, InstantSource clock) {
        this.endpoint = endpoint;
        this.listener = listener;
        this.clock = clock;
        this.log = new RateLimitedLog(LOG, clock);
    }

    /** One sentence about what a sender, or a stranger, made happen; one of a kind in a while. */
    void warn(Enum<?> kind, String sentence) {
        log.warn(kind.name(), "endpoint \"" + endpoint + "\": " + sentence);
    }

    /** Something on our side that ought not to happen. */
    void error(String sentence, Throwable cause) {
        LOG.error("endpoint \"{}\": {}; the sender is asked to retry", endpoint, sentence, cause);
    }

    /** Somebody revoked a secret. */
    void revoked(String secretId) {
        LOG.warn("endpoint \"{}\": secret \"{}\" is revoked and refused from now on", endpoint, secretId);
    }

    /** Something about a secret that a person should know. */
    void notice(SecretNotice notice) {
        if (notice.kind() == SecretNotice.Kind.REVOKED_USED) {
            log.warn(notice.kind().name(), "endpoint \"" + endpoint + "\": " + notice.sentence());
        } else {
            LOG.warn("endpoint \"{}\": {}", endpoint, notice.sentence());
        }
        try {
            listener.noticed(notice);
        } catch (RuntimeException listenerFailed) {
            LOG.error("endpoint \"{}\": a listener failed on a notice about a secret", endpoint, listenerFailed);
        }
    }

    /** Somebody connected about whom there is something to know. */
    void peer(ReceiverListener.PeerEvent what) {
        try {
            listener.connected(endpoint, what);
        } catch (RuntimeException listenerFailed) {
            LOG.error("endpoint \"{}\": a listener failed on a peer", endpoint, listenerFailed);
        }
    }

    /** A peer that may be a proxy in front of this server. */
    void unknownProxy(String address) {
        LOG.warn(
                "endpoint \"{}\": {} says that it forwards for others and is not among the trusted proxies, so it is taken for"
                        + " the client itself; if it is a proxy of yours, add it to trusted-proxies; if not, somebody made"
                        + " that up, and there is nothing to do",
                endpoint,
                address);
    }

    /** What became of a claim. */
    void claiming(ReceiverListener.ClaimEvent what) {
        try {
            listener.claiming(endpoint, what);
        } catch (RuntimeException listenerFailed) {
            LOG.error("endpoint \"{}\": a listener failed on a claim", endpoint, listenerFailed);
        }
    }

    /** Somebody else has the event that is being handled here. */
    void leaseLost(String eventId) {
        LOG.warn(
                "endpoint \"{}\": event {} was taken over while it was being handled here; it may be handled twice",
                endpoint,
                eventId);
        claiming(ReceiverListener.ClaimEvent.LEASE_LOST);
    }

    /** What the cause of a rejection was found to be, or that it was not found. */
    void explained(Diagnosis diagnosis) {
        DIAGNOSES.warn("endpoint \"{}\": a delivery was refused, and the cause is: {}", endpoint, diagnosis.sentence());
        try {
            listener.explained(endpoint, diagnosis);
        } catch (RuntimeException listenerFailed) {
            LOG.error("endpoint \"{}\": a listener failed on a diagnosis", endpoint, listenerFailed);
        }
    }

    /** Looking for the cause of a rejection failed, which changes nothing else. */
    void undiagnosed(RuntimeException failure) {
        DIAGNOSES.warn("endpoint \"{}\": the cause of a rejection could not be looked for", endpoint, failure);
    }

    /** The report on a delivery of which no more than so many bytes were read. */
    AnswerReport onUnread(int bytesRead, Duration took) {
        return (outcome, answer) -> report(outcome, answer, null, null, bytesRead, took);
    }

    /** The report on a delivery that was not let in, for that reason if there is one. */
    AnswerReport onScreened(@Nullable RejectionReason reason) {
        return (outcome, answer) -> report(outcome, answer, reason, null, 0, Duration.ZERO);
    }

    /** The report on a delivery of which nothing was proved, for that reason if there is one. */
    AnswerReport onUnproved(Delivery delivery, @Nullable RejectionReason reason) {
        return (outcome, answer) -> report(outcome, answer, reason, null, delivery.bodyLength(), since(delivery));
    }

    /** The report on a verified delivery. */
    AnswerReport on(VerifiedDelivery verified) {
        Delivery delivery = verified.delivery();
        return (outcome, answer) -> report(outcome, answer, null, verified, delivery.bodyLength(), since(delivery));
    }

    private Duration since(Delivery delivery) {
        return Duration.between(delivery.receivedAt(), clock.instant());
    }

    private Answer report(
            Outcome outcome,
            Answer answer,
            @Nullable RejectionReason reason,
            @Nullable VerifiedDelivery verified,
            int bodyBytes,
            Duration took) {
        try {
            listener.answered(new DeliveryReport(
                    endpoint,
                    outcome,
                    reason,
                    verified == null ? null : verified.trust(),
                    verified == null ? null : verified.secretId().orElse(null),
                    bodyBytes,
                    took));
        } catch (RuntimeException listenerFailed) {
            LOG.error(
                    "endpoint \"{}\": a listener failed; the delivery is answered all the same",
                    endpoint,
                    listenerFailed);
        }
        return answer;
    }
}
