package io.countersign.benchmarks.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.benchmarks.verify.Arrival.Line;
import io.countersign.scheme.Schemes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * GitHub, the plainest scheme (HMAC-SHA-256 of the body), against what nobody can do without.
 *
 * <p>The baselines do no verification: {@link #sha256} hashes the body once; {@link #keptMac} computes with a {@link Mac}
 * that was made and keyed once. Neither looks at a header, decodes a signature or compares.
 */
public class GitHubBenchmark extends VerifyBenchmark {
    private final MessageDigest digest;
    private final Mac mac;
    private byte[] body = new byte[0];

    /** Digest and MAC of this thread. */
    public GitHubBenchmark() {
        super(Schemes.github(), Samples.CURRENT);
        try {
            digest = MessageDigest.getInstance("SHA-256");
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Samples.CURRENT.getBytes(UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Arrival signed(byte[] toSign) {
        body = toSign;
        return Arrival.of(
                body,
                new Line("X-GitHub-Event", "push"),
                new Line("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"),
                new Line("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(keptMac())));
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

    @Override
    Map<String, Callable<Boolean>> sides() {
        Map<String, Callable<Boolean>> sides = new HashMap<>(super.sides());
        sides.put("sha256", () -> sha256().length > 0);
        sides.put("keptMac", () -> keptMac().length > 0);
        return sides;
    }
}
