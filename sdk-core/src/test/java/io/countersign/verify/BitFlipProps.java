package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.hmac;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.MacAlgorithm;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.time.Duration;
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

/** A thousand signed requests, each with every bit of everything that is signed, and of the signature, changed in turn. */
class BitFlipProps {
    private static final byte[] KEY = "a key of thirty-two bytes or so.".getBytes(ISO_8859_1);

    private static final List<SignatureScheme> SCHEMES = List.of(
            Schemes.statusPulse(),
            Schemes.github(),
            Schemes.stripe(),
            Schemes.slack(),
            Schemes.standardWebhooks(),
            SignatureScheme.with(MacAlgorithm.HMAC_SHA1, "X-Signature", "{base64}")
                    .signed("{url}{body}")
                    .build(),
            SignatureScheme.with(MacAlgorithm.HMAC_SHA384, "X-Signature", "{base64}")
                    .signed("{method}{url}{body}{timestamp}")
                    .timestamp(new TimestampRule("X-Time", TimestampRule.Unit.MILLIS, Duration.ofMinutes(5)))
                    .build(),
            SignatureScheme.with(MacAlgorithm.HMAC_SHA512, "X-Signature", "v1={hex}")
                    .signed("{id}.{timestamp}.{method}.{url}.{body}")
                    .timestamp(TimestampRule.secondsInHeader("X-Time"))
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
            @ForAll("bodies") String body) {
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
        byte[] tag = hmac(scheme.algorithm().jcaName(), KEY, content.getBytes(ISO_8859_1));
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
        int digits = text.length() - 2 * scheme.algorithm().tagBytes();
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
        if (scheme.timestamp() != null && scheme.timestamp().header() != null) {
            delivery.header(scheme.timestamp().header(), request.get(Field.TIMESTAMP));
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
        return switch (scheme.secretEncoding()) {
            case UTF8 -> SigningSecret.of("test", KEY);
            case HEX -> SigningSecret.of("test", HexFormat.of().formatHex(KEY));
            case BASE64 -> SigningSecret.of("test", Base64.getEncoder().encodeToString(KEY));
        };
    }

    @Provide
    Arbitrary<SignatureScheme> schemes() {
        return Arbitraries.of(SCHEMES);
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
        return Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(64);
    }
}
