package io.countersign.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;

import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SignedRequest.Header;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The senders of the shipped providers.
 *
 * <pre>{@code
 * Sender statusPulse = Senders.statusPulse(SigningSecret.of("2026-11", "the secret of the endpoint"));
 * SignedRequest delivery = statusPulse.deliver(SamplePayloads.statusPulseOpened("INC-1", Instant.now()));
 * }</pre>
 *
 * <p>Thread rule: stateless; the senders are safe for concurrent use.
 */
public final class Senders {
    private static final Header JSON = new Header("Content-Type", "application/json");

    private Senders() {}

    /** StatusPulse: a hexadecimal HMAC of the body; with two secrets, the two signatures of its rotation window. */
    public static Sender statusPulse(SigningSecret... secrets) {
        return body -> post(
                body,
                new Header(
                        "X-StatusPulse-Signature",
                        Stream.of(secrets)
                                .map(secret -> "sha256=" + hmacSha256Hex(secret, body))
                                .collect(joining(","))));
    }

    /** StatusPageOne: {@code sha256=} and a hexadecimal HMAC of the body. */
    public static Sender statusPageOne(SigningSecret secret) {
        return hmacSha256("x-statuspageone-signature", secret);
    }

    /** Whoever sends {@code sha256=} and a hexadecimal HMAC of the body in a header of that name: MAR with an HMAC header. */
    public static Sender hmacSha256(String header, SigningSecret secret) {
        return body -> post(body, new Header(header, "sha256=" + hmacSha256Hex(secret, body)));
    }

    /** MAR: the secret itself in a header. */
    public static Sender mar(SigningSecret secret) {
        return token("X-Webhook-Secret", secret);
    }

    /** Whoever shows the secret itself in a header of that name: Elastio with an API key, MAR with another header. */
    public static Sender token(String header, SigningSecret secret) {
        return body -> post(body, new Header(header, text(secret)));
    }

    /** HTTP Basic; make the secret with {@link SigningSecret#basic}. */
    public static Sender basic(SigningSecret userAndPassword) {
        return body -> post(
                body,
                new Header(
                        "Authorization", "Basic " + Base64.getEncoder().encodeToString(userAndPassword.revealValue())));
    }

    /** {@code Authorization: Bearer}. */
    public static Sender bearer(SigningSecret secret) {
        return body -> post(body, new Header("Authorization", "Bearer " + text(secret)));
    }

    /** Slack, as one that signs the time of sending too: {@code v0=} and a hexadecimal HMAC of version, time and body. */
    public static Sender slack(SigningSecret secret, InstantSource clock) {
        return versionZero("X-Slack-Signature", "X-Slack-Request-Timestamp", secret, clock);
    }

    /** Zoom, which signs as Slack does. */
    public static Sender zoom(SigningSecret secret, InstantSource clock) {
        return versionZero("x-zm-signature", "x-zm-request-timestamp", secret, clock);
    }

    private static Sender versionZero(
            String signatureHeader, String timeHeader, SigningSecret secret, InstantSource clock) {
        return body -> {
            String seconds = Long.toString(clock.instant().getEpochSecond());
            byte[] before = ("v0:" + seconds + ":").getBytes(ISO_8859_1);
            byte[] signed = Arrays.copyOf(before, before.length + body.length);
            System.arraycopy(body, 0, signed, before.length, body.length);
            return post(
                    body,
                    new Header(timeHeader, seconds),
                    new Header(signatureHeader, "v0=" + hmacSha256Hex(secret, signed)));
        };
    }

    /** The secret as the last segment of the path. */
    public static Sender path(SigningSecret secret) {
        return body -> new SignedRequest("POST", "/" + text(secret), List.of(JSON), body);
    }

    /** Nothing that proves anything. */
    public static Sender unauthenticated() {
        return body -> post(body);
    }

    private static SignedRequest post(byte[] body, Header... headers) {
        return new SignedRequest(
                "POST",
                "",
                Stream.concat(Stream.of(JSON), Arrays.stream(headers)).toList(),
                body);
    }

    private static String text(SigningSecret secret) {
        return new String(secret.revealValue(), ISO_8859_1);
    }

    /** The hexadecimal HMAC-SHA-256 of {@code body} with the bytes of the secret as the key. */
    static String hmacSha256Hex(SigningSecret secret, byte[] body) {
        try {
            return HexFormat.of().formatHex(SigningKey.hmac("HmacSHA256", secret.revealValue(), body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have HmacSHA256", e);
        }
    }
}
