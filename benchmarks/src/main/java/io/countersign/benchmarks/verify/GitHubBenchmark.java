package io.countersign.benchmarks.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.benchmarks.verify.Arrival.Line;
import io.countersign.scheme.Schemes;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * GitHub, the plainest scheme (HMAC-SHA-256 of the body), against what it cannot do without.
 *
 * <p>The baselines do no verification: {@code sha256} hashes the body once; {@code keptMac} is a {@link Mac} that is made and
 * keyed once and then only computes. Neither looks at a header, decodes a signature or compares.
 */
@State(Scope.Thread)
public class GitHubBenchmark {
    /** The size of the body. */
    @Param({"256", "1024", "16384", "1048576"})
    public int bytes;

    private final WebhookVerifier verifier = WebhookVerifier.builder(Schemes.github())
            .secrets(Samples.ring(Samples.CURRENT))
            .build();
    private final MessageDigest digest = digest();
    private final Mac mac = mac();
    private byte[] body = new byte[0];
    private Arrival arrival = Arrival.of(body);
    private Delivery delivery = arrival.toDelivery();

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Samples.CURRENT.getBytes(UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sample; this scheme has no time. */
    @Setup(Level.Trial)
    public void sign() {
        body = Samples.body(bytes);
        arrival = Arrival.of(
                body,
                new Line("X-GitHub-Event", "push"),
                new Line("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"),
                new Line("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(keptMac())));
        delivery = arrival.toDelivery();
        Samples.mustBeVerified(verifier.verify(delivery));
    }

    /** Countersign, from the arrival on. */
    @Benchmark
    public Verification countersign() {
        return verifier.verify(arrival.toDelivery());
    }

    /** Countersign, the delivery given. */
    @Benchmark
    public Verification countersignGiven() {
        return verifier.verify(delivery);
    }

    /** SHA-256 of the body. */
    @Benchmark
    public byte[] sha256() {
        return digest.digest(body);
    }

    /** HMAC-SHA-256 of the body. */
    @Benchmark
    public byte[] keptMac() {
        return mac.doFinal(body);
    }
}
