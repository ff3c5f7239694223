package io.countersign;

import io.countersign.provider.Handshake;
import io.countersign.verify.VerifiedDelivery;
import java.util.Map;
import java.util.Optional;

/** Writes the answers to handshakes. Safe for concurrent use. */
final class HandshakeAnswers {
    /** What is echoed is what it says it is: no browser shall look for markup in it. */
    private static final String NO_SNIFFING = "X-Content-Type-Options";

    private final ChallengeSigner signer;

    HandshakeAnswers(ChallengeSigner signer) {
        this.signer = signer;
    }

    /** Answers a request of which nothing is proved. */
    static Answer toUnproved(Handshake handshake, AnswerReport report) {
        return plainly(handshake, report)
                .orElseThrow(() -> new IllegalStateException("a challenge is signed for a verified delivery only"));
    }

    /** Answers a verified delivery. */
    Answer toVerified(Handshake handshake, VerifiedDelivery proof, AnswerReport report) {
        if (handshake instanceof Handshake.Countersigned challenge) {
            return signer.sign(challenge, proof)
                    .map(mac -> done(report, "application/json", countersigned(challenge, mac)))
                    .orElseGet(() -> report.of(Outcome.RETRY_LATER));
        }
        return plainly(handshake, report).orElseThrow();
    }

    private static Optional<Answer> plainly(Handshake handshake, AnswerReport report) {
        if (handshake instanceof Handshake.Empty empty) {
            return Optional.of(report.of(Outcome.HANDSHAKE, new Answer(empty.status(), empty.headers(), "")));
        }
        if (handshake instanceof Handshake.Echo echo) {
            return Optional.of(done(report, Answer.PLAIN_TEXT, echo.challenge()));
        }
        if (handshake instanceof Handshake.Json json) {
            return Optional.of(done(report, "application/json", json.json()));
        }
        return handshake instanceof Handshake.Refused
                ? Optional.of(report.of(Outcome.NOT_AUTHENTIC))
                : Optional.empty();
    }

    private static Answer done(AnswerReport report, String contentType, String body) {
        Map<String, String> headers = Map.of("Content-Type", contentType, NO_SNIFFING, "nosniff");
        return report.of(Outcome.HANDSHAKE, new Answer(200, headers, body));
    }

    /** Names and challenge are of alphabets that JSON takes as they are. */
    private static String countersigned(Handshake.Countersigned handshake, String mac) {
        return "{\"" + handshake.challengeField() + "\":\"" + handshake.challenge() + "\",\"" + handshake.macField()
                + "\":\"" + mac + "\"}";
    }
}
