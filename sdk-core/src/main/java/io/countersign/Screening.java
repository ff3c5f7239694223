package io.countersign;

import io.countersign.provider.Handshake;
import io.countersign.provider.Provider;
import io.countersign.verify.Delivery;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges a request by its head, before anything of its body is read: what costs nothing first, then who connects. Safe for
 * concurrent use.
 */
final class Screening {
    private final Provider<?> provider;
    private final Door door;
    private final int maxBodyBytes;
    private final Reporter reporter;
    private volatile boolean shuttingDown;

    Screening(ReceiverSettings<?> settings, Reporter reporter) {
        this.provider = settings.provider();
        this.door = new Door(settings, reporter);
        this.maxBodyBytes = settings.maxBodyBytes();
        this.reporter = reporter;
    }

    void beginShutdown() {
        shuttingDown = true;
    }

    /** The answer, where there is no need to read on. */
    Optional<Answer> judge(Delivery head, long declaredLength) {
        AnswerReport report = reporter.onUnread(0, Duration.ZERO);
        Set<String> handshakes = provider.handshakeMethods();
        boolean isHandshake = handshakes.contains(head.method());
        if (!isHandshake && !head.method().equals("POST")) {
            return Optional.of(report.of(Outcome.WRONG_METHOD, OutcomeTable.wrongMethod(handshakes)));
        }
        if (shuttingDown && !isHandshake) {
            return Optional.of(report.of(Outcome.RETRY_LATER));
        }
        Optional<Answer> refused = isHandshake ? Optional.empty() : judgeBody(head, declaredLength, report);
        if (refused.isEmpty()) {
            refused = door.judge(head);
        }
        return refused.isPresent() || !isHandshake ? refused : Optional.of(shakeHands(head, report));
    }

    private Answer shakeHands(Delivery head, AnswerReport report) {
        Optional<Handshake> handshake = provider.unprovedHandshake(head);
        if (handshake.isEmpty()) {
            Set<String> others = new HashSet<>(provider.handshakeMethods());
            others.remove(head.method());
            return report.of(Outcome.WRONG_METHOD, OutcomeTable.wrongMethod(others));
        }
        if (handshake.get() instanceof Handshake.Refused) {
            reporter.warn(Outcome.NOT_AUTHENTIC, "refused a handshake; compare its token with the sender's");
        }
        return HandshakeAnswers.toUnproved(handshake.get(), report);
    }

    private Optional<Answer> judgeBody(Delivery head, long declaredLength, AnswerReport report) {
        if (declaredLength > maxBodyBytes) {
            return Optional.of(tooLarge(report));
        }
        List<String> encoding = head.headerLines("Content-Encoding");
        // All its lines, since a second one must not hide behind a harmless first.
        if (!encoding.stream().allMatch(line -> line.equalsIgnoreCase("identity"))) {
            reporter.warn(Outcome.UNSUPPORTED_ENCODING, "the body is encoded; switch compression off at the sender");
            return Optional.of(report.of(Outcome.UNSUPPORTED_ENCODING));
        }
        return Optional.empty();
    }

    /** The answer to a body over the limit, declared or found to be. */
    Answer tooLarge(AnswerReport report) {
        reporter.warn(
                Outcome.TOO_LARGE,
                "the body is larger than " + maxBodyBytes + " bytes; raise max-body if the sender may send that much");
        return report.of(Outcome.TOO_LARGE);
    }
}
