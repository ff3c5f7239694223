package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

class WebhookVerifierProps {
    private static final SignatureScheme EVERYTHING_SIGNED = SignatureScheme.hmacSha256("X-Signature", "{hex}")
            .signed("{id}.{timestamp}.{body}")
            .timestamp(TimestampRule.secondsInHeader("X-Timestamp"))
            .idHeader("X-Id")
            .build();
    private static final List<Scheme> ALL_SCHEMES = List.of(
            Schemes.statusPulse(),
            Schemes.statusPageOne(),
            Schemes.mar(),
            Schemes.github(),
            Schemes.stripe(),
            Schemes.slack(),
            EVERYTHING_SIGNED,
            SharedSecretScheme.bearer(),
            SharedSecretScheme.path());

    @Property(tries = 2000)
    void anyHeadersAtAll_giveAVerdict(@ForAll("headers") List<String[]> headers, @ForAll @Size(max = 16) byte[] body) {
        Delivery.Builder delivery = Delivery.post("/").body(body).receivedAt(NOW);
        headers.forEach(header -> delivery.header(header[0], header[1]));
        Delivery built = delivery.build();

        for (Scheme scheme : ALL_SCHEMES) {
            Verification verdict = WebhookVerifier.builder(scheme)
                    .secrets(SecretRing.of(SECRET))
                    .build()
                    .verify(built);
            assertThat(verdict).isInstanceOf(Verification.Rejected.class);
        }
    }

    /** Names that the schemes look at, with values from plain noise to nearly right. */
    @Provide
    Arbitrary<List<String[]>> headers() {
        Arbitrary<String> names = Arbitraries.of(
                "X-StatusPulse-Signature",
                "x-statuspageone-signature",
                "X-Webhook-Secret",
                "X-Hub-Signature-256",
                "X-GitHub-Delivery",
                "Stripe-Signature",
                "X-Slack-Signature",
                "X-Slack-Request-Timestamp",
                "X-Signature",
                "X-Timestamp",
                "X-Id",
                "Authorization",
                "");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(80),
                Arbitraries.strings().ascii().ofMaxLength(80),
                Arbitraries.strings().withChars("0123456789abcdef").ofLength(64).map(hex -> "sha256=" + hex),
                Arbitraries.strings().withChars("tv01=, .{}$").ofMaxLength(40),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.strings().all().ofMaxLength(20).map(noise -> "t=" + noise + ",v1=" + noise));
        return Combinators.combine(names, values)
                .as((name, value) -> new String[] {name, value})
                .list()
                .ofMaxSize(6);
    }

    @Property(tries = 500)
    void anyKeyAndBody_signedByAnIndependentImplementation_isVerified(
            @ForAll("hmacs") SignatureAlgorithm algorithm,
            @ForAll @Size(min = 1, max = 200) byte[] key,
            @ForAll @Size(max = 300) byte[] body) {
        SignatureScheme scheme =
                SignatureScheme.with(algorithm, "X-Signature", "{hex}").build();

        Verification verdict = WebhookVerifier.builder(scheme)
                .secrets(SecretRing.of(SigningSecret.of("any", key)))
                .allowWeakSecrets()
                .build()
                .verify(Delivery.post("/")
                        .header("X-Signature", HexFormat.of().formatHex(bouncyCastleTag(algorithm, key, body)))
                        .body(body)
                        .receivedAt(NOW)
                        .build());

        assertThat(verdict).isInstanceOf(Verification.Verified.class);
    }

    @Provide
    Arbitrary<SignatureAlgorithm> hmacs() {
        return Arbitraries.of(SignatureAlgorithm.class).filter(algorithm -> algorithm != SignatureAlgorithm.ED25519);
    }

    private static byte[] bouncyCastleTag(SignatureAlgorithm algorithm, byte[] key, byte[] body) {
        Digest digest = switch (algorithm) {
            case HMAC_SHA1 -> new SHA1Digest();
            case HMAC_SHA256 -> SHA256Digest.newInstance();
            case HMAC_SHA384 -> new SHA384Digest();
            case HMAC_SHA512 -> new SHA512Digest();
            case ED25519 -> throw new AssertionError("not an HMAC");
        };
        HMac hmac = new HMac(digest);
        hmac.init(new KeyParameter(key));
        hmac.update(body, 0, body.length);
        byte[] tag = new byte[hmac.getMacSize()];
        hmac.doFinal(tag, 0);
        return tag;
    }
}
