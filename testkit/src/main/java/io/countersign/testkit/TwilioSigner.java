package io.countersign.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.scheme.TwilioScheme;
import io.countersign.secret.SigningSecret;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Signs as Twilio does: the URL and the sorted form, or a URL that names the digest of the body. Immutable. */
final class TwilioSigner {
    private final String url;
    private final boolean form;

    TwilioSigner(String url, @Nullable String contentType) {
        this.url = url;
        this.form = contentType != null && contentType.startsWith("application/x-www-form-urlencoded");
    }

    String signature(SigningSecret secret, byte[] body) {
        String signed = url + (form ? sortedFields(new String(body, ISO_8859_1)) : urlSuffix(body));
        try {
            return Base64.getEncoder()
                    .encodeToString(SigningKey.hmac("HmacSHA1", secret.revealValue(), signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have HmacSHA1", e);
        }
    }

    /** What has to follow the URL so that it names the digest of the body; empty for a form, or where it does already. */
    String urlSuffix(byte[] body) {
        if (form || url.contains(TwilioScheme.BODY_DIGEST_PARAMETER + "=")) {
            return "";
        }
        try {
            return (url.contains("?") ? "&" : "?") + TwilioScheme.BODY_DIGEST_PARAMETER + "="
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    private static String sortedFields(String body) {
        return body.isEmpty()
                ? ""
                : Stream.of(body.split("&", -1))
                        .map(field -> field.split("=", 2))
                        .sorted(Comparator.comparing(field -> decoded(field[0])))
                        .map(field -> decoded(field[0]) + (field.length > 1 ? decoded(field[1]) : ""))
                        .collect(Collectors.joining());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
