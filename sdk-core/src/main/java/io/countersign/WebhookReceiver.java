package io.countersign;

import io.countersign.event.PayloadException;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.Handshake;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Provider;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.Verification;
import io.countersign.verify.VerifiedDelivery;
import io.countersign.verify.WebhookVerifier;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint: takes deliveries of one provider from the bytes that arrive to the answer.
 *
 * <pre>{@code
 * WebhookReceiver<StatusPulseEvent> receiver = WebhookReceiver.builder("statuspulse", StatusPulse.provider())
 *         .secrets(SecretRing.of(current).andUntil(previous, Instant.parse("2026-11-22T10:00:00Z")))
 *         .build();
 * Answer answer = receiver.receive(delivery, received -> bridge.forward(received.event()));
 * }</pre>
 *
 * <p>The order never changes: method, size and encoding; how often, how and from where the client comes; the body, bounded;
 * verification; a handshake or the payload; a claim per event; the application; completion; the answer. Nothing is parsed, logged or stored out of a body before it is verified, and no
 * 2xx is answered before the application is done.
 *
 * <p>Applications mostly meet it through an adapter, which calls {@link #screen}, {@link #readBody},
 * {@link #receive(Delivery)} and then settles.
 *
 * <p>Thread rule: safe for concurrent use. No method throws for anything that a sender can do.
 *
 * @param <E> the type of the provider's events
 */
public final class WebhookReceiver<E extends WebhookEvent> {
    private final ReceiverSettings<E> settings;
    private final WebhookVerifier verifier;
    private final ClaimDesk claimDesk;
    private final LeaseKeeper leases;
    private final BodyReader bodies;
    private final Reporter reporter;
    private final SecretNotices secretNotices;
    private final Screening screening;
    private final HandshakeAnswers handshakes;
    private final RejectionDoctor doctor;
    private final ClockSkew skew = new ClockSkew();

    WebhookReceiver(ReceiverSettings<E> settings, WebhookVerifier verifier) {
        this.settings = settings;
        this.verifier = verifier;
        this.bodies =
                new BodyReader(settings.maxBodyBytes(), settings.bodyPace(), settings.bodyBudget(), settings.clock());
        this.reporter = new Reporter(settings.endpoint(), settings.listener(), settings.clock());
        this.claimDesk = new ClaimDesk(settings.endpoint(), settings.claims(), settings.clock(), reporter);
        this.leases = new LeaseKeeper(settings.claims(), settings.endpoint(), reporter);
        this.secretNotices = new SecretNotices(settings, reporter);
        this.screening = new Screening(settings, reporter);
        this.doctor = new RejectionDoctor(settings, verifier, reporter);
        this.handshakes =
                new HandshakeAnswers(new ChallengeSigner(verifier.scheme(), settings.secrets(), settings.tenants()));
    }

    /**
     * A builder for an endpoint of that name.
     *
     * @param endpoint the name in logs, metrics and claims: 1 to 64 of letters, digits, dot, dash and underscore
     * @param provider who sends
     */
    public static <E extends WebhookEvent> ReceiverBuilder<E> builder(String endpoint, Provider<E> provider) {
        return new ReceiverBuilder<>(endpoint, provider);
    }

    /** The endpoint's name. */
    public String endpoint() {
        return settings.endpoint();
    }

    /** Who sends here. */
    public Provider<E> provider() {
        return settings.provider();
    }

    /** How the sender is verified here. */
    public WebhookVerifier verifier() {
        return verifier;
    }

    /** Whether it serves many tenants, each at a path of its own below the endpoint's. */
    public boolean servesTenants() {
        return settings.tenants() != null;
    }

    /** The time by this endpoint's clock, for {@link Delivery.Builder#receivedAt}. */
    public Instant now() {
        return settings.clock().instant();
    }

    /**
     * Refuses the secret of that id from now on, whatever the source of the secrets says: for one that leaked. Its use is logged
     * and reported as {@link SecretNotice.Kind#REVOKED_USED}. It holds until the process ends, so take the secret out of the
     * source as well.
     *
     * @throws IllegalArgumentException where there is no secret of that id
     * @throws IllegalStateException on an endpoint of many tenants, whose secrets are revoked in their own source, and on one
     *     that checks none
     */
    public void revokeSecret(String id) {
        if (settings.secrets() == null) {
            throw new IllegalStateException("endpoint \"" + endpoint() + "\" has no secrets of its own to revoke");
        }
        settings.secrets().revoke(id);
        reporter.revoked(id);
    }

    /**
     * Why no delivery can be verified at this moment, whatever it holds: {@link RejectionReason#NO_LIVE_SECRET} or {@link
     * RejectionReason#SECRETS_UNAVAILABLE}. For health checks: it asks the source of the secrets.
     *
     * @return the problem; empty where there is none, and on an endpoint without secrets of its own
     */
    public Optional<RejectionReason> secretsProblem() {
        if (settings.secrets() == null) {
            return Optional.empty();
        }
        try {
            return settings.secrets().ring().acceptedAt(now()).findAny().isPresent()
                    ? Optional.empty()
                    : Optional.of(RejectionReason.NO_LIVE_SECRET);
        } catch (RuntimeException sourceFailed) {
            return Optional.of(RejectionReason.SECRETS_UNAVAILABLE);
        }
    }

    /**
     * How far this endpoint's clock is ahead of its senders', below zero where it is behind: the median over their last authentic
     * deliveries, timely or not.
     *
     * @return empty where fewer than three with a signed time came within the last ten minutes
     */
    public Optional<Duration> clockSkew() {
        return skew.at(now());
    }

    /**
     * What is wrong with the clock, in one sentence, where {@link #clockSkew} is more than a minute either way. What is untimely is
     * then answered "retry later" rather than "not authentic", since it is our fault. For health checks.
     */
    public Optional<String> clockProblem() {
        return skew.problem(now());
    }

    /** From now on every delivery is answered "retry later"; what is being handled goes on. */
    public void beginShutdown() {
        screening.beginShutdown();
    }

    /**
     * First step, before anything of the body is read.
     *
     * @param head the request without its body: method, URL with its query, header lines, peer, whether the connection is
     *     encrypted, the client certificate if there is one, and the time by {@link #now}
     * @param declaredLength its {@code Content-Length}, or -1
     * @return the answer, where there is no need to read on
     */
    public Optional<Answer> screen(Delivery head, long declaredLength) {
        try {
            return screening.judge(head, declaredLength);
        } catch (RuntimeException bug) {
            reporter.error("screening failed", bug);
            return Optional.of(reporter.onUnread(0, Duration.ZERO).of(Outcome.RETRY_LATER));
        }
    }

    /**
     * Second step: the body, up to the endpoint's limit and one buffer, within its deadline and no slower than its rate.
     *
     * @param declaredLength its {@code Content-Length}, or -1
     * @return the bytes, or the answer where they are too many, alone or with those of others, or too slow
     */
    public BodyRead readBody(InputStream in, long declaredLength) {
        Instant start = now();
        try {
            return new BodyRead.Complete(bodies.read(in, declaredLength));
        } catch (BodyReader.Stopped stopped) {
            AnswerReport report = reporter.onUnread(stopped.bytesRead, Duration.between(start, now()));
            if (stopped.outcome == Outcome.TOO_LARGE) {
                return new BodyRead.Refused(screening.tooLarge(report));
            }
            reporter.warn(stopped.outcome, stopped.sentence());
            return new BodyRead.Refused(report.of(stopped.outcome));
        }
    }

    /**
     * For adapters, where the server around the endpoint keeps it from receiving at all: the sender is asked to retry.
     *
     * @param problem one sentence for the log: what is wrong and how to mend it
     */
    public Answer unable(String problem) {
        reporter.warn(Outcome.RETRY_LATER, problem);
        return reporter.onUnread(0, Duration.ZERO).of(Outcome.RETRY_LATER);
    }

    /** Third step: verify, read the payload, claim. Where it is accepted, the caller settles it, whatever happens. */
    public Reception<E> receive(Delivery delivery) {
        try {
            Verification verdict = verifier.verify(delivery);
            if (verdict instanceof Verification.Verified verified) {
                return accept(verified.delivery());
            }
            return new Reception.Answered<>(reject(delivery, (Verification.Rejected) verdict));
        } catch (RuntimeException bug) {
            reporter.error("receiving failed", bug);
            return new Reception.Answered<>(reporter.onUnproved(delivery, null).of(Outcome.RETRY_LATER));
        }
    }

    /** All of it: receives, has {@code handler} handle each event, settles, and returns the answer. */
    public Answer receive(Delivery delivery, EventHandler<E> handler) {
        Reception<E> reception = receive(delivery);
        if (reception instanceof Reception.Accepted<E> accepted) {
            accepted.received().forEach(handler);
            return accepted.settlement().handled(200);
        }
        return ((Reception.Answered<E>) reception).answer();
    }

    private Answer reject(Delivery delivery, Verification.Rejected rejected) {
        secretNotices.rejected(delivery, rejected);
        RejectionReason reason = rejected.reason();
        if (settings.isRegistration(delivery, verifier.scheme())) {
            reporter.warn(
                    Outcome.HANDSHAKE,
                    "an unsigned POST of " + delivery.bodyLength() + " bytes was answered 200 and not handled,"
                            + " as it is until " + settings.registrationUntil());
            return reporter.onUnproved(delivery, reason).of(Outcome.HANDSHAKE);
        }
        Optional<String> clockProblem = clockProblem(delivery, rejected.signedAt());
        reporter.warn(
                reason,
                "refused a delivery of " + delivery.bodyLength() + " bytes: " + reason + ", "
                        + clockProblem.orElseGet(reason::advice));
        doctor.rejected(delivery, reason);
        return reporter.onUnproved(delivery, reason)
                .of(reason.isOurFault() || clockProblem.isPresent() ? Outcome.RETRY_LATER : Outcome.NOT_AUTHENTIC);
    }

    private Optional<String> clockProblem(Delivery delivery, @Nullable Instant signedAt) {
        if (signedAt == null) {
            return Optional.empty();
        }
        skew.untimely(signedAt, delivery.receivedAt());
        return skew.problem(delivery.receivedAt());
    }

    private Reception<E> accept(VerifiedDelivery verified) {
        secretNotices.verified(verified);
        verified.signedAt()
                .ifPresent(signedAt -> skew.timely(signedAt, verified.delivery().receivedAt()));
        AnswerReport report = reporter.on(verified);
        try {
            Optional<Handshake> handshake = settings.provider().handshake(verified);
            if (handshake.isPresent()) {
                return new Reception.Answered<>(handshakes.toVerified(handshake.get(), verified, report));
            }
            return claim(settings.provider().read(verified), verified, report);
        } catch (PayloadException notThePayload) {
            reporter.warn(
                    Outcome.NOT_THE_PAYLOAD, "verified, but not the promised payload: " + notThePayload.getMessage());
            return new Reception.Answered<>(report.of(Outcome.NOT_THE_PAYLOAD));
        }
    }

    private Reception<E> claim(List<IdentifiedEvent<E>> events, VerifiedDelivery verified, AnswerReport report) {
        Claims<E> claims = new Claims<>(claimDesk, verified);
        claims.claimAll(events);
        if (claims.unavailable() != null) {
            reporter.warn(Outcome.RETRY_LATER, "events cannot be claimed: " + claims.unavailable());
            return new Reception.Answered<>(report.of(Outcome.RETRY_LATER));
        }
        if (events.isEmpty()) {
            return new Reception.Answered<>(report.of(Outcome.HANDLED));
        }
        if (claims.acquired().isEmpty()) {
            return new Reception.Answered<>(claims.answerWithoutHandling(report));
        }
        ClaimedDelivery<E> claimed = new ClaimedDelivery<>(claims, leases, reporter, report);
        return new Reception.Accepted<>(claimed, claimed);
    }
}
