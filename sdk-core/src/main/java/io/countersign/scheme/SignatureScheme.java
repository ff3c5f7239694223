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
 * @param secret how the key is made of the secret's text
 * @param publicKey Ed25519 signatures in the same header, or {@code null}
 * @param otherHeaders a second set of headers, read where the first is not complete, or {@code null}
 * @param urlDecode the characters that are signed as themselves where the URL has them per cent encoded; mostly empty
 */
public record SignatureScheme(
        SignatureAlgorithm algorithm,
        String header,
        String format,
        SignatureList list,
        String signed,
        @Nullable TimestampRule timestamp,
        @Nullable String idHeader,
        SecretFormat secret,
        @Nullable PublicKeyFormat publicKey,
        @Nullable HeaderNames otherHeaders,
        String urlDecode)
        implements Scheme {

    /** Checks that the parts fit together. */
    public SignatureScheme {
        requireNonNull(algorithm, "algorithm");
        requireNonNull(list, "list");
        requireNonNull(secret, "secret");
        HttpNames.checkHeader(header);
        if (idHeader != null) {
            HttpNames.checkHeader(idHeader);
        }
        SignatureTemplate parsedFormat = SignatureTemplate.parse(format);
        ContentTemplate parsedSigned = ContentTemplate.parse(signed);
        checkTime(timestamp, parsedFormat, format, parsedSigned);
        if (parsedSigned.uses(ContentTemplate.Part.ID) && idHeader == null) {
            throw new SchemeContradiction("id", "{id} is signed, so the scheme must name the header that holds it");
        }
        checkList(list, parsedFormat, format);
        if (publicKey != null && algorithm == SignatureAlgorithm.ED25519) {
            throw new SchemeContradiction(
                    "public-key", "all signatures are Ed25519 already; leave the public key format out");
        }
        checkOtherHeaders(otherHeaders, timestamp, idHeader);
        if (!urlDecode.isEmpty() && !parsedSigned.uses(ContentTemplate.Part.URL)) {
            throw new SchemeContradiction("url-decode", "the URL is not signed, so there is nothing to decode in it");
        }
    }

    private static void checkTime(
            @Nullable TimestampRule rule, SignatureTemplate parsedFormat, String format, ContentTemplate signed) {
        boolean inSignature = rule != null && rule.place() instanceof TimestampRule.Place.InSignature;
        if (inSignature != parsedFormat.carriesTimestamp()) {
            throw new SchemeContradiction(
                    "timestamp",
                    inSignature
                            ? "the timestamp has no header, so the format must hold {timestamp}: \"" + format + "\""
                            : "the format \"" + format
                                    + "\" holds {timestamp}; say that the time stands in the signature");
        }
        if (signed.uses(ContentTemplate.Part.TIMESTAMP)
                && (rule == null || rule.place() instanceof TimestampRule.Place.InBody)) {
            throw new SchemeContradiction(
                    "timestamp", "{timestamp} is signed, so the scheme must say in which header it stands");
        }
        if (rule != null
                && rule.place() instanceof TimestampRule.Place.InBody
                && !signed.uses(ContentTemplate.Part.BODY)) {
            throw new SchemeContradiction("signed", "the time stands in the body, so {body} must be signed");
        }
    }

    private static void checkList(SignatureList list, SignatureTemplate parsedFormat, String format) {
        if (parsedFormat.carriesTimestamp() && list != SignatureList.NONE) {
            throw new SchemeContradiction("signature.list", "a format of pairs holds its own list; leave list at none");
        }
        if (parsedFormat.prefixHolds(',') && (list == SignatureList.COMMA || list == SignatureList.COMMA_OR_SPACE)) {
            throw new SchemeContradiction(
                    "signature.list", "the format \"" + format + "\" holds a comma, so commas cannot separate");
        }
    }

    private static void checkOtherHeaders(
            @Nullable HeaderNames others, @Nullable TimestampRule timestamp, @Nullable String idHeader) {
        boolean timeInHeader = timestamp != null && timestamp.place() instanceof TimestampRule.Place.Header;
        if (others != null
                && (timeInHeader != (others.timestamp() != null) || (idHeader != null) != (others.id() != null))) {
            throw new SchemeContradiction(
                    "or-headers", "the other set of headers must name the same kinds of headers as the first");
        }
    }

    /** The headers that are read first. */
    public HeaderNames headers() {
        String time = timestamp != null && timestamp.place() instanceof TimestampRule.Place.Header inHeader
                ? inHeader.name()
                : null;
        return new HeaderNames(header, time, idHeader);
    }

    /** A builder for the commonest kind: HMAC-SHA-256 of the body, the key the bytes of the secret. */
    public static Builder hmacSha256(String header, String format) {
        return new Builder(SignatureAlgorithm.HMAC_SHA256, header, format);
    }

    /** As {@link #hmacSha256}, with another algorithm. */
    public static Builder with(SignatureAlgorithm algorithm, String header, String format) {
        return new Builder(algorithm, header, format);
    }

    /** A builder that begins with all that this scheme says. */
    public Builder toBuilder() {
        Builder builder = new Builder(algorithm, header, format);
        builder.list = list;
        builder.signed = signed;
        builder.timestamp = timestamp;
        builder.idHeader = idHeader;
        builder.secret = secret;
        builder.publicKey = publicKey;
        builder.otherHeaders = otherHeaders;
        builder.urlDecode = urlDecode;
        return builder;
    }

    /** Builds a {@link SignatureScheme}. Confined to one thread. */
    public static final class Builder {
        private final SignatureAlgorithm algorithm;
        private final String header;
        private final String format;
        private SignatureList list = SignatureList.NONE;
        private String signed = "{body}";
        private @Nullable TimestampRule timestamp;
        private @Nullable String idHeader;
        private SecretFormat secret = SecretFormat.TEXT;
        private @Nullable PublicKeyFormat publicKey;
        private @Nullable HeaderNames otherHeaders;
        private String urlDecode = "";

        private Builder(SignatureAlgorithm algorithm, String header, String format) {
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
        public Builder timestamp(@Nullable TimestampRule timestamp) {
            this.timestamp = timestamp;
            return this;
        }

        /** The header of the delivery's id; default none. */
        public Builder idHeader(@Nullable String idHeader) {
            this.idHeader = idHeader;
            return this;
        }

        /** How the key is made of the secret; default {@link SecretFormat#TEXT}. */
        public Builder secret(SecretFormat secret) {
            this.secret = secret;
            return this;
        }

        /** Ed25519 signatures beside those of the HMAC; default none. */
        public Builder publicKey(@Nullable PublicKeyFormat publicKey) {
            this.publicKey = publicKey;
            return this;
        }

        /** A second set of headers, read where the first is not complete; default none. */
        public Builder otherHeaders(@Nullable HeaderNames otherHeaders) {
            this.otherHeaders = otherHeaders;
            return this;
        }

        /** The characters that are signed as themselves where the URL has them per cent encoded; default none. */
        public Builder urlDecode(String characters) {
            this.urlDecode = characters;
            return this;
        }

        /**
         * The scheme.
         *
         * @throws IllegalArgumentException where its parts contradict each other
         */
        public SignatureScheme build() {
            return new SignatureScheme(
                    algorithm,
                    header,
                    format,
                    list,
                    signed,
                    timestamp,
                    idHeader,
                    secret,
                    publicKey,
                    otherHeaders,
                    urlDecode);
        }
    }
}
