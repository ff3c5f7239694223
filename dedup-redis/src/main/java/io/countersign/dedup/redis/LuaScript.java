package io.countersign.dedup.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** A script of this package's resources, and the name by which a server knows it. Immutable. */
record LuaScript(String source, String sha1) {

    static LuaScript load(String name) {
        try (InputStream resource = LuaScript.class.getResourceAsStream(name + ".lua")) {
            if (resource == null) {
                throw new IllegalStateException(name + ".lua is missing from the jar of countersign-dedup-redis");
            }
            byte[] bytes = resource.readAllBytes();
            return new LuaScript(new String(bytes, UTF_8), HexFormat.of().formatHex(sha1(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By its name, and with its text only where the server does not know the name: after a restart or SCRIPT FLUSH. */
    byte[] run(RedisScripts redis, byte[] key, List<byte[]> args, Duration timeout)
            throws TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Optional<byte[]> reply = redis.evalSha(sha1, key, args, timeout);
        if (reply.isPresent()) {
            return reply.get();
        }
        return redis.eval(source, key, args, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-1", e);
        }
    }
}
