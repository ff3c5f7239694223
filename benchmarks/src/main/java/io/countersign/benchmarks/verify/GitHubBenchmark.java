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
 * <p>Two baselines do no verification: {@link #sha256} hashes the body once; {@link #keptMac} computes with a {@link Mac}
 * that was made and keyed once. Neither looks at a header, decodes a signature or compares. {@link #handWritten} does, as
 * whoever writes it by hand: one header line, one secret, one thread.
 */
public class GitHubBenchmark extends VerifyBenchmark {
    private static final String HEADER = "X-Hub-Signature-256";
    private static final String PREFIX = "sha256=";

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
                new Line(HEADER, PREFIX + HexFormat.of().formatHex(keptMac())));
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

    /** The header found, the signature decoded and compared with HMAC-SHA-256 of the body. */
    @Benchmark
    public boolean handWritten() {
        String presented = arrival().header(HEADER);
        return presented.startsWith(PREFIX)
                && MessageDigest.isEqual(
                        mac.doFinal(body), HexFormat.of().parseHex(presented, PREFIX.length(), presented.length()));
    }

    @Override
    Map<String, Callable<Boolean>> sides() {
        Map<String, Callable<Boolean>> sides = new HashMap<>(super.sides());
        sides.put("sha256", () -> sha256().length > 0);
        sides.put("handWritten", this::handWritten);
        sides.put("keptMac", () -> keptMac().length > 0);
        return sides;
    }
}
