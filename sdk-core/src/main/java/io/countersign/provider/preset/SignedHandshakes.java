package io.countersign.provider.preset;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import io.countersign.provider.Handshake;
import java.util.Map;
import java.util.Optional;

/** The handshakes of senders that sign them. Stateless. */
final class SignedHandshakes {
    private SignedHandshakes() {}

    /** Slack: {@code {"type":"url_verification","challenge":"..."}} wants the challenge back. */
    static Optional<Handshake> slack(JsonObject body) throws PayloadException {
        if (!"url_verification".equals(body.lenientText("type"))) {
            return Optional.empty();
        }
        String challenge = body.text("challenge");
        if (!Handshake.Echo.accepts(challenge)) {
            throw new PayloadException("challenge must be 1 to 255 of the characters of a token");
        }
        return Optional.of(new Handshake.Echo(challenge));
    }

    /** Zoom: {@code {"event":"endpoint.url_validation","payload":{"plainToken":"..."}}} wants the token back with its HMAC. */
    static Optional<Handshake> zoom(JsonObject body) throws PayloadException {
        if (!"endpoint.url_validation".equals(body.lenientText("event"))) {
            return Optional.empty();
        }
        String token = body.object("payload").text("plainToken");
        if (!Handshake.Countersigned.accepts(token)) {
            throw new PayloadException(
                    "payload.plainToken must be 1 to 128 letters, digits, dashes and underscores, so it was not signed");
        }
        return Optional.of(new Handshake.Countersigned("plainToken", token, "encryptedToken"));
    }

    /**
     * Discord: an interaction of type 1, and a webhook event of type 0, is a ping. A webhook event of type 1 is an event, and
     * is told by its {@code event}.
     */
    static Optional<Handshake> discord(JsonObject body) {
        String type = body.has("event") ? null : body.lenientText("type");
        if ("1".equals(type)) {
            return Optional.of(new Handshake.Json("{\"type\":1}"));
        }
        return "0".equals(type) ? Optional.of(new Handshake.Empty(204, Map.of())) : Optional.empty();
    }
}
