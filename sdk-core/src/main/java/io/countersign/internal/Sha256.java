package io.countersign.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a few pieces of bytes. */
public final class Sha256 {
    /** Copying one costs a fraction of looking its provider up. Never updated, so that any thread may copy it. */
    private static final MessageDigest FRESH = lookUp();

    private Sha256() {}

    /** The digest of the concatenation of {@code pieces}. */
    public static byte[] of(byte[]... pieces) {
        MessageDigest digest = fresh();
        for (byte[] piece : pieces) {
            digest.update(piece);
        }
        return digest.digest();
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java platform's SHA-256 cannot be copied", e);
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
