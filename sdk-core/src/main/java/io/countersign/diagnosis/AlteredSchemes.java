package io.countersign.diagnosis;

import io.countersign.scheme.SecretFormat;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureList;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Schemes that differ from another in one thing. Stateless. Every method throws {@link IllegalArgumentException} where the
 * result would contradict itself.
 */
final class AlteredSchemes {
    private AlteredSchemes() {}

    /** The whole text of the secret, read in that encoding. */
    static SignatureScheme secret(SignatureScheme scheme, SecretFormat.Encoding encoding) {
        return scheme.toBuilder()
                .secret(new SecretFormat(encoding, null, SecretFormat.FLOOR_BYTES))
                .build();
    }

    static SignatureScheme list(SignatureScheme scheme, SignatureList list) {
        return scheme.toBuilder().list(list).build();
    }

    /** Another spelling of the signature; the time stays where it is. */
    static SignatureScheme format(SignatureScheme scheme, SignatureAlgorithm algorithm, String format) {
        return SignatureScheme.with(algorithm, scheme.header(), format)
                .list(scheme.list())
                .signed(scheme.signed())
                .timestamp(scheme.timestamp())
                .idHeader(scheme.idHeader())
                .secret(scheme.secret())
                .urlDecode(scheme.urlDecode())
                .build();
    }

    /** Pairs of time and signature, and the content that goes with them. */
    static SignatureScheme pairs(SignatureScheme scheme, String format) {
        return SignatureScheme.with(scheme.algorithm(), scheme.header(), format)
                .signed("{timestamp}.{body}")
                .timestamp(TimestampRule.secondsInSignature())
                .secret(scheme.secret())
                .build();
    }

    /** Another content, with the headers where its parts stand. */
    static SignatureScheme content(
            SignatureScheme scheme, String signed, @Nullable String timestampHeader, @Nullable String idHeader) {
        return scheme.toBuilder()
                .signed(signed)
                .timestamp(timestampHeader == null ? null : TimestampRule.secondsInHeader(timestampHeader))
                .idHeader(idHeader)
                .otherHeaders(null)
                .urlDecode("")
                .build();
    }

    static SignatureScheme timestamp(SignatureScheme scheme, TimestampRule timestamp) {
        return scheme.toBuilder().timestamp(timestamp).build();
    }

    /** What {@code made} makes, unless it would contradict itself. */
    static <T> Optional<T> where(Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (IllegalArgumentException contradictsItself) {
            return Optional.empty();
        }
    }
}
