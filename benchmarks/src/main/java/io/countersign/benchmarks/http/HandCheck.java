package io.countersign.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The check of Standard Webhooks that one writes by hand on an afternoon. Safe for concurrent use. */
final class HandCheck {
    private static final long TOLERANCE_SECONDS = 300;
    private static final String VERSION = "v1,";

    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(() -> {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Target.KEY, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    });

    private HandCheck() {}

    static boolean isAuthentic(
            @Nullable String id, @Nullable String timestamp, @Nullable String signature, byte[] body) {
        if (id == null || timestamp == null || signature == null || !signature.startsWith(VERSION)) {
            return false;
        }
        long age = System.currentTimeMillis() / 1_000 - Long.parseLong(timestamp);
        if (Math.abs(age) > TOLERANCE_SECONDS) {
            return false;
        }
        Mac mac = MAC.get();
        mac.update((id + "." + timestamp + ".").getBytes(US_ASCII));
        byte[] shown = Base64.getDecoder().decode(signature.substring(VERSION.length()));
        return MessageDigest.isEqual(mac.doFinal(body), shown);
    }
}
