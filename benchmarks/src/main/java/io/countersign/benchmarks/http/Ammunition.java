package io.countersign.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Deliveries for one burst, signed beforehand, so that signing takes no processor from the server: the timestamp, the body, then
 * an id and its signature on each line. No id ever comes twice. Confined to one thread.
 */
final class Ammunition {
    /** What GitHub, Stripe and the like send on an average day. */
    static final int BODY_BYTES = 1024;

    private static final byte[] BODY = body();

    /** So that numbers have one length. */
    private static final long FIRST = 1_000_000_000;

    private final InstantSource clock;
    private final Mac mac;

    Ammunition(InstantSource clock) {
        this.clock = clock;
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Target.KEY, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] body() {
        String head = "{\"type\":\"incident.opened\",\"padding\":\"";
        String tail = "\"}";
        return (head + "x".repeat(BODY_BYTES - head.length() - tail.length()) + tail).getBytes(US_ASCII);
    }

    void write(Path file, int deliveries) throws IOException {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String burst = UUID.randomUUID().toString().substring(0, 13);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write((timestamp + "\n").getBytes(US_ASCII));
            out.write(BODY);
            out.write('\n');
            for (int i = 0; i < deliveries; i++) {
                // Of one length: the load generator cuts lines where it knows that they end.
                String id = "msg_" + burst + (FIRST + i);
                out.write((id + " v1," + signature(id, timestamp) + "\n").getBytes(US_ASCII));
            }
        }
    }

    /** One delivery, as the client of the JDK sends it. */
    HttpRequest delivery(URI target) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String id = "msg_" + UUID.randomUUID();
        return HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .header("webhook-timestamp", timestamp)
                .header("webhook-id", id)
                .header("webhook-signature", "v1," + signature(id, timestamp))
                .POST(BodyPublishers.ofByteArray(BODY))
                .build();
    }

    private String signature(String id, String timestamp) {
        mac.update((id + "." + timestamp + ".").getBytes(US_ASCII));
        return Base64.getEncoder().encodeToString(mac.doFinal(BODY));
    }
}
