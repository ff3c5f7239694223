package io.countersign.verify;

import io.countersign.internal.Ascii;
import io.countersign.internal.ContentTemplate;
import io.countersign.internal.ContentTemplate.Part;
import io.countersign.internal.SignatureKey;
import io.countersign.internal.SignatureTemplate;
import io.countersign.internal.Signatures;
import io.countersign.scheme.HeaderNames;
import io.countersign.scheme.PublicKeyFormat;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SigningSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Judges by signature: header syntax, then every live secret against every presented signature, then freshness.
 *
 * <p>No early exit: how long it takes depends on how many secrets and signatures there are, never on which of them match.
 */
final class SignatureCheck implements Check {
    private static final int MAX_ID_CHARS = 255;

    /** A secret's key, and which of the header's signatures are held against it. */
    private record RingKey(SignatureKey key, boolean isPublicKey) {}

    private final SignatureScheme scheme;
    private final HeaderNames headers;
    private final @Nullable HeaderNames otherHeaders;
    private final SignatureTemplate format;
    private final @Nullable SignatureTemplate publicKeyFormat;
    private final String separators;
    private final ContentTemplate signed;
    private final boolean idSigned;
    private final boolean bodySigned;
    private final boolean timeSigned;
    private final Freshness freshness;
    private final SignedUrl urls;
    private final KeyRings<RingKey> keys;

    SignatureCheck(SignatureScheme scheme, boolean weakAllowed, SignedUrl urls, KeyRings.Source source) {
        this.scheme = scheme;
        this.headers = scheme.headers();
        this.otherHeaders = scheme.otherHeaders();
        this.format = SignatureTemplate.parse(scheme.format());
        PublicKeyFormat publicKey = scheme.publicKey();
        this.publicKeyFormat = publicKey == null ? null : SignatureTemplate.parse(publicKey.format());
        this.separators = separators(scheme);
        this.signed = ContentTemplate.parse(scheme.signed());
        this.idSigned = signed.uses(Part.ID);
        this.bodySigned = signed.uses(Part.BODY);
        this.freshness = Freshness.of(scheme.timestamp());
        this.timeSigned = signed.uses(Part.TIMESTAMP) || freshness.isInBody();
        this.urls = urls;
        this.keys = source.rings(keying(scheme, weakAllowed));
    }

    private static Keying<RingKey> keying(SignatureScheme scheme, boolean weakAllowed) {
        return new Keying<>() {
            @Override
            public RingKey key(SigningSecret secret) {
                return new RingKey(
                        SecretKeys.key(scheme, secret, weakAllowed),
                        SecretKeys.isPublicKey(scheme.publicKey(), secret));
            }

            @Override
            public byte[] fingerprint(RingKey key) {
                return key.key().fingerprint();
            }

            @Override
            public RingKey decoy() {
                return new RingKey(SecretKeys.decoy(scheme.algorithm()), false);
            }
        };
    }

    private static String separators(SignatureScheme scheme) {
        return switch (scheme.list()) {
            case NONE -> "";
            case COMMA -> ",";
            case SPACE -> " ";
            case COMMA_OR_SPACE -> ", ";
        };
    }

    @Override
    public Verification judge(Delivery delivery) {
        try {
            return prove(delivery);
        } catch (Refusal refusal) {
            return refusal.rejected();
        }
    }

    private Verification prove(Delivery delivery) throws Refusal {
        HeaderScan scan = scan(delivery);
        Signatures signatures = read(delivery, scan, format, scheme.algorithm().signatureBytes());
        Signatures ofPublicKeys = ofPublicKeys(delivery, scan, signatures);
        if (signatures.isEmpty() && ofPublicKeys.isEmpty()) {
            throw new Refusal(RejectionReason.SIGNATURE_MALFORMED);
        }
        String id = readId(scan);
        String timestamp = readTimestamp(scan, signatures);
        Instant inHeader = timestamp == null ? null : freshness.read(timestamp);
        SigningSecret matching = matching(delivery, signatures, ofPublicKeys, content(delivery, timestamp, id));
        Instant signedAt = freshness.isInBody() ? freshness.readBody(delivery.bodyUnshared()) : inHeader;
        Instant provenAt = timeSigned ? signedAt : null;
        RejectionReason untimely = freshness.judge(signedAt, delivery.receivedAt());
        if (untimely != null) {
            throw Refusal.untimely(untimely, provenAt);
        }
        return new Verification.Verified(new ProvenDelivery(
                delivery,
                bodySigned ? Trust.SIGNED_BODY : Trust.SHARED_SECRET,
                matching.id(),
                provenAt,
                id,
                idSigned,
                keys.tenant(delivery)));
    }

    private SigningSecret matching(Delivery delivery, Signatures signatures, Signatures ofPublicKeys, byte[][] content)
            throws Refusal {
        try {
            return keys.matching(
                    delivery,
                    key -> key.key().madeOneOf(key.isPublicKey() ? ofPublicKeys : signatures, content),
                    RejectionReason.SIGNATURE_MISMATCH);
        } catch (Refusal refusal) {
            boolean nothingWellSpelt =
                    signatures.decoded().isEmpty() && ofPublicKeys.decoded().isEmpty();
            throw nothingWellSpelt ? refusal.insteadOfMismatch(RejectionReason.SIGNATURE_MALFORMED) : refusal;
        }
    }

    /** Those that public keys are held against; the very same where none but the named label was there. */
    private Signatures ofPublicKeys(Delivery delivery, HeaderScan scan, Signatures signatures) throws Refusal {
        return publicKeyFormat == null || !signatures.skippedAny()
                ? signatures
                : read(delivery, scan, publicKeyFormat, SignatureAlgorithm.ED25519.signatureBytes());
    }

    private @Nullable String readTimestamp(HeaderScan scan, Signatures signatures) throws Refusal {
        if (headers.timestamp() != null) {
            return scan.timestamp();
        }
        return freshness.isInSignature() ? inSignature(signatures) : null;
    }

    /** The first set of headers, or the other one where only that is complete: a whole set, never a mixture. */
    private HeaderScan scan(Delivery delivery) {
        HeaderScan first = new HeaderScan(delivery, headers);
        if (otherHeaders == null || first.isComplete(headers)) {
            return first;
        }
        HeaderScan other = new HeaderScan(delivery, otherHeaders);
        return other.isComplete(otherHeaders) ? other : first;
    }

    private Signatures read(Delivery delivery, HeaderScan scan, SignatureTemplate template, int signatureBytes)
            throws Refusal {
        if (scan.signatureLines() != 1) {
            refuseLines(scan.signatureLines());
        }
        Signatures signatures = template.reading(separators, signatureBytes);
        int line = scan.firstSignature();
        signatures.readLine(delivery.valueOf(line));
        for (int more = scan.signatureLines(); more > 1; more--) {
            line = delivery.nextLine(delivery.nameOf(line), line + 1);
            signatures.readLine(delivery.valueOf(line));
        }
        if (signatures.hasTooMany()) {
            throw new Refusal(RejectionReason.SIGNATURES_TOO_MANY);
        }
        return signatures;
    }

    private void refuseLines(int lines) throws Refusal {
        if (lines == 0) {
            throw new Refusal(RejectionReason.SIGNATURE_MISSING);
        }
        if (separators.isEmpty()) {
            throw new Refusal(RejectionReason.HEADER_REPEATED);
        }
    }

    private static String inSignature(Signatures reading) throws Refusal {
        String timestamp = reading.timestamp();
        if (timestamp == null) {
            throw new Refusal(RejectionReason.TIMESTAMP_MISSING);
        }
        if (reading.timestamps() > 1) {
            throw new Refusal(RejectionReason.HEADER_REPEATED);
        }
        return timestamp;
    }

    private @Nullable String readId(HeaderScan scan) throws Refusal {
        if (!idSigned && !scan.hasId()) {
            return null;
        }
        String id = scan.id();
        boolean wellFormed = idSigned
                ? !id.isEmpty()
                        && id.length() <= MAX_ID_CHARS
                        && signed.boundaries().holdId(id)
                : Ascii.isVisible(id, MAX_ID_CHARS);
        if (!wellFormed) {
            throw new Refusal(RejectionReason.ID_MALFORMED);
        }
        return id;
    }

    private byte[][] content(Delivery delivery, @Nullable String timestamp, @Nullable String id) throws Refusal {
        String url = signed.uses(Part.URL) ? urls.calledBySender(delivery.url()) : "";
        if (!signed.boundaries().hold(delivery.method(), url, delivery.bodyUnshared())) {
            throw new Refusal(RejectionReason.FIELDS_AMBIGUOUS);
        }
        ContentTemplate.Texts texts =
                new ContentTemplate.Texts(orEmpty(timestamp), orEmpty(id), delivery.method(), urls.decoded(url));
        return signed.bytes(delivery.bodyUnshared(), texts);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
