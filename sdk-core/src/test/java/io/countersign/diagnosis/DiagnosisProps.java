package io.countersign.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class DiagnosisProps {
    private static final Instant NOW = Instant.ofEpochSecond(1_600_000_000);

    /** Text of letters that no sentence of ours holds. */
    @Provide
    Arbitrary<String> foreign() {
        return Arbitraries.strings()
                .withChars("QXZÄÖÜ0123456789/+&%")
                .ofMinLength(14)
                .ofMaxLength(60);
    }

    @Provide
    Arbitrary<Scheme> schemes() {
        return Arbitraries.of(
                Schemes.github(),
                Schemes.stripe(),
                Schemes.slack(),
                Schemes.standardWebhooks(),
                Schemes.statusPulse(),
                Schemes.mar());
    }

    /** Ways to spoil a signed delivery, or none. */
    @Provide
    Arbitrary<List<String>> mistakes() {
        return Arbitraries.of("secret-newline", "body-newline", "crlf", "rename", "expired", "late", "stranger")
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    @Property(tries = 120)
    void explanation_showsNeitherSecretNorSignatureNorBodyNorUrl(
            @ForAll("foreign") String secret,
            @ForAll("foreign") String body,
            @ForAll("foreign") String token,
            @ForAll("mistakes") List<String> mistakes) {
        String signature = Captured.hmac(mistakes.contains("stranger") ? secret + "Q" : secret, body);
        String held = mistakes.contains("secret-newline") ? secret + "\n" : secret;
        SigningSecret ours = SigningSecret.of("id", held.getBytes(UTF_8));
        Delivery.Builder delivery = Delivery.post("/webhooks/" + token)
                .header(
                        mistakes.contains("rename") ? "X_Hub_Signature_256" : "X-Hub-Signature-256",
                        "sha256=" + signature)
                .header("Authorization", "Bearer " + token)
                .body((body
                                + (mistakes.contains("body-newline") ? "\n" : "")
                                + (mistakes.contains("crlf") ? "\r\n" : ""))
                        .getBytes(UTF_8))
                .receivedAt(mistakes.contains("late") ? NOW.plusSeconds(3600) : NOW);

        Diagnosis diagnosis = Diagnosis.of(
                Schemes.github(),
                SecretRing.of(mistakes.contains("expired") ? ours.acceptUntil(NOW) : ours),
                delivery.build());

        assertThat(diagnosis.toString()).isNotBlank();
        diagnosis.findings().forEach(finding -> assertThat(diagnosis.sentence()).contains(finding.sentence()));
        for (String foreign : List.of(secret, body, token, signature)) {
            assertThat(diagnosis.toString()).doesNotContain(foreign).doesNotContain(foreign.substring(0, 12));
            assertThat(diagnosis.findings().toString()).doesNotContain(foreign.substring(0, 12));
        }
    }

    /** Nothing that a stranger sends makes it fail, or makes it show what was sent. */
    @Property(tries = 80)
    void diagnosis_isTotal(
            @ForAll("schemes") Scheme scheme,
            @ForAll @StringLength(max = 80) String header,
            @ForAll("foreign") String secret,
            @ForAll @From("foreign") String name,
            @ForAll @Size(max = 200) byte[] body) {
        Delivery.Builder delivery = Delivery.post(header)
                .body(body)
                .receivedAt(NOW)
                .header(name, header)
                .header("webhook-id", header);
        for (String each :
                List.of("X-Hub-Signature-256", "Stripe-Signature", "webhook-signature", "X-Webhook-Secret")) {
            delivery.header(each, header);
        }
        byte[] key = scheme.equals(Schemes.standardWebhooks())
                ? "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".getBytes(ISO_8859_1)
                : secret.getBytes(UTF_8);

        Diagnosis diagnosis = Diagnosis.of(scheme, SecretRing.of(SigningSecret.of("id", key)), delivery.build());

        assertThat(diagnosis.findings()).allMatch(finding -> !finding.proved());
        assertThat(diagnosis.sentence()).doesNotContain(name).doesNotContain(secret);
        if (body.length > 40) {
            assertThat(diagnosis.sentence()).doesNotContain(new String(body, ISO_8859_1));
        }
        if (header.length() > 20) {
            assertThat(diagnosis.sentence())
                    .doesNotContain(header)
                    .doesNotContain(HexFormat.of().formatHex(key));
        }
    }
}
