package io.countersign.scheme;

import static java.util.Objects.requireNonNull;

import io.countersign.internal.ContentTemplate;
import io.countersign.internal.HttpNames;
import io.countersign.internal.SignatureTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A signature over the delivery, as data.
 *
 * <pre>{@code
 * Scheme acme = SignatureScheme.hmacSha256("X-Acme-Signature", "sha256={hex}")
 *         .signed("{timestamp}.{body}")
 *         .timestamp(TimestampRule.secondsInHeader("X-Acme-Timestamp"))
 *         .build();
 * }</pre>
 *
 * <p>Thread rule: immutable. A scheme that contradicts itself is refused when it is built, with the mend in the message.
 *
 * @param algorithm how the signature is computed
 * @param header the header that carries it
 * @param format how it is written there: <code>{hex}</code> or <code>{base64}</code>, with a fixed prefix
 *     (<code>sha256={hex}</code>, <code>v1,{base64}</code>) or one in square brackets that may be absent
 *     (<code>[sha256=]{hex}</code>), or pairs with the time (<code>t={timestamp},v1={hex}</code>)
 * @param list whether the header may hold several
 * @param signed the bytes that are signed, out of <code>{body}</code>, <code>{timestamp}</code>, <code>{id}</code>,
 *     <code>{method}</code>, <code>{url}</code> and literal ASCII text; the time and the id enter as the text of their header
 * @param timestamp where the signed time stands, or {@code null} where the provider signs none
 * @param idHeader the header that carries the delivery's id, or {@code null}
 * @param secretEncoding how the key is made of the secret's text
 * @param secretPrefix a prefix of the secret's text that does not belong to the key ({@code whsec_}), or {@code null}
 */
public record SignatureScheme(
        MacAlgorithm algorithm,
        String header,
        String format,
        SignatureList list,
        String signed,
        @Nullable TimestampRule timestamp,
        @Nullable String idHeader,
        SecretEncoding secretEncoding,
        @Nullable String secretPrefix)
        implements Scheme {

    /** Checks that the parts fit together. */
    public SignatureScheme {
        requireNonNull(algorithm, "algorithm");
        HttpNames.checkHeader(header);
        requireNonNull(list, "list");
        requireNonNull(secretEncoding, "secretEncoding");
        if (idHeader != null) {
            HttpNames.checkHeader(idHeader);
        }
        SignatureTemplate parsedFormat = SignatureTemplate.parse(format);
        ContentTemplate parsedSigned = ContentTemplate.parse(signed);
        boolean timeInSignature = timestamp != null && timestamp.header() == null;
        if (timeInSignature != parsedFormat.carriesTimestamp()) {
            throw new IllegalArgumentException(
                    timeInSignature
                            ? "the timestamp has no header, so the format must hold {timestamp}: \"" + format + "\""
                            : "the format \"" + format
                                    + "\" holds {timestamp}; use TimestampRule.secondsInSignature()");
        }
        if (parsedSigned.uses(ContentTemplate.Part.TIMESTAMP) && timestamp == null) {
            throw new IllegalArgumentException("{timestamp} is signed, so the scheme must say where it stands");
        }
        if (parsedSigned.uses(ContentTemplate.Part.ID) && idHeader == null) {
            throw new IllegalArgumentException("{id} is signed, so the scheme must name the header that holds it");
        }
        if (parsedFormat.carriesTimestamp() && list != SignatureList.NONE) {
            throw new IllegalArgumentException("a format of pairs holds its own list; leave list at none");
        }
        if (parsedFormat.prefixHolds(',') && (list == SignatureList.COMMA || list == SignatureList.COMMA_OR_SPACE)) {
            throw new IllegalArgumentException(
                    "the format \"" + format + "\" holds a comma, so commas cannot separate");
        }
    }

    /** A builder for the commonest kind: HMAC-SHA-256 of the body, the key the bytes of the secret. */
    public static Builder hmacSha256(String header, String format) {
        return new Builder(MacAlgorithm.HMAC_SHA256, header, format);
    }

    /** As {@link #hmacSha256}, with another algorithm. */
    public static Builder with(MacAlgorithm algorithm, String header, String format) {
        return new Builder(algorithm, header, format);
    }

    /** Builds a {@link SignatureScheme}. Confined to one thread. */
    public static final class Builder {
        private final MacAlgorithm algorithm;
        private final String header;
        private final String format;
        private SignatureList list = SignatureList.NONE;
        private String signed = "{body}";
        private @Nullable TimestampRule timestamp;
        private @Nullable String idHeader;
        private SecretEncoding secretEncoding = SecretEncoding.UTF8;
        private @Nullable String secretPrefix;

        private Builder(MacAlgorithm algorithm, String header, String format) {
            this.algorithm = algorithm;
            this.header = header;
            this.format = format;
        }

        /** Several signatures in one header; default {@link SignatureList#NONE}. */
        public Builder list(SignatureList list) {
            this.list = list;
            return this;
        }

        /** The signed bytes; default <code>{body}</code>. */
        public Builder signed(String signed) {
            this.signed = signed;
            return this;
        }

        /** Where the signed time stands; default none. */
        public Builder timestamp(TimestampRule timestamp) {
            this.timestamp = timestamp;
            return this;
        }

        /** The header of the delivery's id; default none. */
        public Builder idHeader(String idHeader) {
            this.idHeader = idHeader;
            return this;
        }

        /** How the key is made of the secret; default {@link SecretEncoding#UTF8}. */
        public Builder secretEncoding(SecretEncoding secretEncoding) {
            this.secretEncoding = secretEncoding;
            return this;
        }

        /** A prefix of the secret that does not belong to the key; default none. */
        public Builder secretPrefix(String secretPrefix) {
            this.secretPrefix = secretPrefix;
            return this;
        }

        /**
         * The scheme.
         *
         * @throws IllegalArgumentException where its parts contradict each other
         */
        public SignatureScheme build() {
            return new SignatureScheme(
                    algorithm, header, format, list, signed, timestamp, idHeader, secretEncoding, secretPrefix);
        }
    }
}
