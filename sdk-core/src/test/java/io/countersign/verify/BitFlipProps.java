package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.hmac;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Schemes;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.scheme.TimestampRule.Place.Header;
import io.countersign.scheme.TimestampRule.Place.InBody;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A thousand signed requests, each with every bit of everything that is signed, and of the signature, changed in turn. */
class BitFlipProps {
    private static final byte[] KEY = "a key of thirty-two bytes or so.".getBytes(ISO_8859_1);
    private static final Ed25519PrivateKeyParameters PRIVATE_KEY = new Ed25519PrivateKeyParameters(KEY);

    private static final List<SignatureScheme> HMACS = List.of(
            Schemes.statusPulse(),
            Schemes.github(),
            Schemes.stripe(),
            Schemes.slack(),
            Schemes.standardWebhooks(),
            Schemes.square(),
            Schemes.hubSpot(),
            Schemes.linear(),
            SignatureScheme.with(SignatureAlgorithm.HMAC_SHA1, "X-Signature", "{base64}")
                    .signed("{body}{timestamp}")
                    .timestamp(TimestampRule.secondsInHeader("X-Time"))
                    .build(),
            SignatureScheme.with(SignatureAlgorithm.HMAC_SHA384, "X-Signature", "{base64}")
                    .signed("{id}{body}")
                    .idHeader("X-Id")
                    .build(),
            SignatureScheme.with(SignatureAlgorithm.HMAC_SHA512, "X-Signature", "v1={hex}")
                    .signed("{id}.{timestamp}.{method} {url}.{body}")
                    .timestamp(TimestampRule.millisInHeader("X-Time"))
                    .idHeader("X-Id")
                    .build());

    /** Where the text of a request stands that its signature covers, and the signature itself. */
    private enum Field {
        METHOD,
        URL,
        ID,
        TIMESTAMP,
        BODY,
        SIGNATURE
    }

    @Property(tries = 1_000)
    void anySignedRequest_isVerifiedAndNoneWithABitChangedIs(
            @ForAll("schemes") SignatureScheme scheme,
            @ForAll("ids") String id,
            @ForAll("paths") String path,
            @ForAll("bodies") String anyBody) {
        boolean timeInBody = scheme.timestamp() != null && scheme.timestamp().place() instanceof InBody;
        String body = timeInBody ? "{\"webhookTimestamp\":" + NOW.toEpochMilli() + ",\"id\":\"" + id + "\"}" : anyBody;
        WebhookVerifier verifier = WebhookVerifier.builder(scheme)
                .secrets(SecretRing.of(secret(scheme)))
                .build();
        Map<Field, String> request = sign(scheme, id, path, body);
        assertThat(isVerified(verifier, scheme, request)).isTrue();

        for (Field field : signedFields(scheme)) {
            String text = request.get(field);
            for (int bit = 0; bit < 8 * text.length(); bit++) {
                Map<Field, String> changed = new LinkedHashMap<>(request);
                changed.put(field, flip(text, bit));
                if (!isTheSameSpeltOtherwise(scheme, field, text, changed.get(field))) {
                    assertThat(isVerified(verifier, scheme, changed))
                            .as("%s: %s", scheme, changed)
                            .isFalse();
                }
            }
        }
    }

    private static Map<Field, String> sign(SignatureScheme scheme, String id, String path, String body) {
        boolean millis = scheme.timestamp() != null && scheme.timestamp().unit() == TimestampRule.Unit.MILLIS;
        Map<Field, String> request = new LinkedHashMap<>();
        request.put(Field.METHOD, "POST");
        request.put(Field.URL, "https://hooks.example.com" + path);
        request.put(Field.ID, id);
        request.put(Field.TIMESTAMP, Long.toString(millis ? NOW.toEpochMilli() : NOW.getEpochSecond()));
        request.put(Field.BODY, body);
        String content = scheme.signed()
                .replace("{method}", request.get(Field.METHOD))
                .replace("{url}", request.get(Field.URL))
                .replace("{id}", id)
                .replace("{timestamp}", request.get(Field.TIMESTAMP))
                .replace("{body}", body);
        byte[] tag = signature(scheme, content.getBytes(ISO_8859_1));
        request.put(
                Field.SIGNATURE,
                scheme.format()
                        .replace("[", "")
                        .replace("]", "")
                        .replace("{timestamp}", request.get(Field.TIMESTAMP))
                        .replace("{hex}", HexFormat.of().formatHex(tag))
                        .replace("{base64}", Base64.getEncoder().encodeToString(tag)));
        return request;
    }

    private static byte[] signature(SignatureScheme scheme, byte[] content) {
        if (scheme.algorithm() != SignatureAlgorithm.ED25519) {
            return hmac("Hmac" + scheme.algorithm().digestName().replace("-", ""), KEY, content);
        }
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, PRIVATE_KEY);
        signer.update(content, 0, content.length);
        return signer.generateSignature();
    }

    private static List<Field> signedFields(SignatureScheme scheme) {
        List<Field> fields = new ArrayList<>();
        for (Field field : Field.values()) {
            boolean inSignature = field == Field.TIMESTAMP && scheme.format().contains("{timestamp}");
            if (field == Field.SIGNATURE
                    || (scheme.signed().contains("{" + field.name().toLowerCase(Locale.ROOT) + "}") && !inSignature)) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** Bit 5 of a hexadecimal letter is its case, which spells the same signature. */
    private static boolean isTheSameSpeltOtherwise(SignatureScheme scheme, Field field, String text, String changed) {
        int digits = text.length() - 2 * scheme.algorithm().signatureBytes();
        return field == Field.SIGNATURE
                && scheme.format().contains("{hex}")
                && text.startsWith(changed.substring(0, digits))
                && text.equalsIgnoreCase(changed);
    }

    private static boolean isVerified(WebhookVerifier verifier, SignatureScheme scheme, Map<Field, String> request) {
        Delivery.Builder delivery = Delivery.of(request.get(Field.METHOD), request.get(Field.URL))
                .header(scheme.header(), request.get(Field.SIGNATURE))
                .body(request.get(Field.BODY).getBytes(ISO_8859_1))
                .receivedAt(NOW);
        if (scheme.idHeader() != null) {
            delivery.header(scheme.idHeader(), request.get(Field.ID));
        }
        if (scheme.timestamp() != null && scheme.timestamp().place() instanceof Header header) {
            delivery.header(header.name(), request.get(Field.TIMESTAMP));
        }
        return verifier.verify(delivery.build()) instanceof Verification.Verified;
    }

    /** One byte per character, so that a bit of the text is a bit on the wire. */
    private static String flip(String text, int bit) {
        StringBuilder changed = new StringBuilder(text);
        changed.setCharAt(bit / 8, (char) (text.charAt(bit / 8) ^ (1 << (bit % 8))));
        return changed.toString();
    }

    private static SigningSecret secret(SignatureScheme scheme) {
        byte[] key = scheme.algorithm() == SignatureAlgorithm.ED25519
                ? PRIVATE_KEY.generatePublicKey().getEncoded()
                : KEY;
        return switch (scheme.secret().encoding()) {
            case UTF8 -> SigningSecret.of("test", key);
            case HEX -> SigningSecret.of("test", HexFormat.of().formatHex(key));
            case BASE64 -> SigningSecret.of("test", Base64.getEncoder().encodeToString(key));
        };
    }

    @Provide
    Arbitrary<SignatureScheme> schemes() {
        // An Ed25519 signature takes as long to verify as a hundred of the others.
        return Arbitraries.frequencyOf(
                Tuple.of(40, Arbitraries.of(HMACS)), Tuple.of(1, Arbitraries.just(Schemes.discord())));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars("_-")
                .ofMinLength(1)
                .ofMaxLength(24);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars("/?&=_-")
                .ofMaxLength(24)
                .map(path -> "/" + path);
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.strings()
                .withCharRange('\u0000', '\u00ff')
                .ofMaxLength(64)
                .map(noise -> "{" + noise + "}");
    }
}
