package io.countersign.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.internal.Ascii;
import io.countersign.internal.ContentTemplate;
import io.countersign.internal.ContentTemplate.Part;
import io.countersign.internal.ContentTemplate.Piece;
import io.countersign.internal.HmacKey;
import io.countersign.internal.SignatureTemplate;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Judges by signature: header syntax, then the MAC of every live secret against every presented signature, then freshness.
 *
 * <p>No early exit: how long it takes depends on how many secrets and signatures there are, never on which of them match.
 */
final class SignatureCheck implements Check {
    private static final int MAX_ID_CHARS = 255;
    private static final int MAX_SECONDS_DIGITS = 11;
    private static final int MAX_MILLIS_DIGITS = 14;

    private final SignatureScheme scheme;
    private final SignatureTemplate format;
    private final ContentTemplate signed;
    private final KeyedRing<HmacKey> keys;

    SignatureCheck(SignatureScheme scheme, SecretSource source, SecretRing atStart, boolean shortSecretsAllowed) {
        this.scheme = scheme;
        this.format = SignatureTemplate.parse(scheme.format());
        this.signed = ContentTemplate.parse(scheme.signed());
        this.keys = new KeyedRing<>(
                source,
                atStart,
                secret -> new HmacKey(
                        scheme.algorithm().jcaName(), SecretKeys.keyBytes(scheme, secret, shortSecretsAllowed)));
    }

    @Override
    public Verification judge(Delivery delivery) {
        try {
            Presented presented = readHeaders(delivery);
            return compare(delivery, presented);
        } catch (Refusal refusal) {
            return new Verification.Rejected(refusal.reason);
        }
    }

    /** What the headers present, syntactically right and otherwise unproved. */
    private record Presented(
            List<byte[]> signatures,
            @Nullable String timestamp,
            @Nullable Instant signedAt,
            @Nullable String id) {}

    private Presented readHeaders(Delivery delivery) throws Refusal {
        SignatureTemplate.Parsed header = readSignatures(delivery);
        String id = readId(delivery);
        TimestampRule rule = scheme.timestamp();
        if (rule == null) {
            return new Presented(header.signatures(), null, null, id);
        }
        String timestamp = rule.header() == null
                ? onlyOne(header.timestamps(), RejectionReason.TIMESTAMP_MISSING)
                : Ascii.trim(onlyOne(delivery.headerLines(rule.header()), RejectionReason.TIMESTAMP_MISSING));
        return new Presented(header.signatures(), timestamp, readInstant(timestamp, rule.unit()), id);
    }

    private SignatureTemplate.Parsed readSignatures(Delivery delivery) throws Refusal {
        List<String> lines = delivery.headerLines(scheme.header());
        if (lines.isEmpty()) {
            throw new Refusal(RejectionReason.SIGNATURE_MISSING);
        }
        String separators = separators();
        if (lines.size() > 1 && separators.isEmpty()) {
            throw new Refusal(RejectionReason.HEADER_REPEATED);
        }
        SignatureTemplate.Parsed parsed =
                format.read(lines, separators, scheme.algorithm().tagBytes());
        if (parsed.tooMany()) {
            throw new Refusal(RejectionReason.SIGNATURES_TOO_MANY);
        }
        if (parsed.signatures().isEmpty()) {
            throw new Refusal(RejectionReason.SIGNATURE_MALFORMED);
        }
        return parsed;
    }

    private String separators() {
        return switch (scheme.list()) {
            case NONE -> "";
            case COMMA -> ",";
            case SPACE -> " ";
            case COMMA_OR_SPACE -> ", ";
        };
    }

    private @Nullable String readId(Delivery delivery) throws Refusal {
        if (scheme.idHeader() == null) {
            return null;
        }
        List<String> lines = delivery.headerLines(scheme.idHeader());
        boolean isSigned = signed.uses(Part.ID);
        if (lines.isEmpty() && !isSigned) {
            return null;
        }
        String id = Ascii.trim(onlyOne(lines, RejectionReason.ID_MISSING));
        if (!Ascii.isVisible(id, MAX_ID_CHARS) || (isSigned && signed.couldShiftBoundary(id))) {
            throw new Refusal(RejectionReason.ID_MALFORMED);
        }
        return id;
    }

    private static String onlyOne(List<String> lines, RejectionReason whenMissing) throws Refusal {
        if (lines.isEmpty()) {
            throw new Refusal(whenMissing);
        }
        if (lines.size() > 1) {
            throw new Refusal(RejectionReason.HEADER_REPEATED);
        }
        return lines.get(0);
    }

    private static Instant readInstant(String text, TimestampRule.Unit unit) throws Refusal {
        boolean seconds = unit == TimestampRule.Unit.SECONDS;
        OptionalLong number = Ascii.number(text, seconds ? MAX_SECONDS_DIGITS : MAX_MILLIS_DIGITS);
        if (number.isEmpty()) {
            throw new Refusal(RejectionReason.TIMESTAMP_MALFORMED);
        }
        try {
            return seconds ? Instant.ofEpochSecond(number.getAsLong()) : Instant.ofEpochMilli(number.getAsLong());
        } catch (DateTimeException outOfRange) {
            throw new Refusal(RejectionReason.TIMESTAMP_MALFORMED);
        }
    }

    private Verification compare(Delivery delivery, Presented presented) {
        List<KeyedRing.Entry<HmacKey>> live = keys.liveAt(delivery.receivedAt());
        if (live.isEmpty()) {
            return new Verification.Rejected(RejectionReason.NO_LIVE_SECRET);
        }
        List<byte[]> content = content(delivery, presented);
        SigningSecret matching = null;
        for (KeyedRing.Entry<HmacKey> entry : live) {
            byte[] expected = entry.key().tag(content);
            boolean matches = false;
            for (byte[] signature : presented.signatures()) {
                matches |= MessageDigest.isEqual(expected, signature);
            }
            if (matches && matching == null) {
                matching = entry.secret();
            }
        }
        if (matching == null) {
            return new Verification.Rejected(RejectionReason.SIGNATURE_MISMATCH);
        }
        RejectionReason untimely = freshness(presented.signedAt(), delivery.receivedAt());
        return untimely != null
                ? new Verification.Rejected(untimely)
                : new Verification.Verified(new ProvenDelivery(
                        delivery,
                        signed.uses(Part.BODY) ? Trust.SIGNED_BODY : Trust.SHARED_SECRET,
                        matching.id(),
                        presented.signedAt(),
                        presented.id(),
                        signed.uses(Part.ID)));
    }

    private List<byte[]> content(Delivery delivery, Presented presented) {
        List<byte[]> pieces = new ArrayList<>(signed.pieces().size());
        for (Piece piece : signed.pieces()) {
            if (piece instanceof Piece.Literal literal) {
                pieces.add(literal.text().getBytes(US_ASCII));
            } else if (piece instanceof Piece.OfDelivery part) {
                pieces.add(bytesOf(part.part(), delivery, presented));
            }
        }
        return pieces;
    }

    private static byte[] bytesOf(Part part, Delivery delivery, Presented presented) {
        return switch (part) {
            case BODY -> delivery.bodyUnshared();
            case TIMESTAMP -> ascii(presented.timestamp());
            case ID -> ascii(presented.id());
            case METHOD -> delivery.method().getBytes(UTF_8);
            case URL -> delivery.url().getBytes(UTF_8);
        };
    }

    private static byte[] ascii(@Nullable String text) {
        return text == null ? new byte[0] : text.getBytes(US_ASCII);
    }

    private @Nullable RejectionReason freshness(@Nullable Instant signedAt, Instant now) {
        TimestampRule rule = scheme.timestamp();
        if (rule == null || signedAt == null) {
            return null;
        }
        // Instants, not subtraction of numbers: now - Long.MIN_VALUE would wrap past the check.
        if (signedAt.isBefore(now.minus(rule.tolerance()))) {
            return RejectionReason.TIMESTAMP_STALE;
        }
        if (signedAt.isAfter(now.plus(rule.tolerance()))) {
            return RejectionReason.TIMESTAMP_IN_FUTURE;
        }
        return null;
    }

    /** Ends the reading of headers; stays inside this class. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final RejectionReason reason;

        Refusal(RejectionReason reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }
    }
}
