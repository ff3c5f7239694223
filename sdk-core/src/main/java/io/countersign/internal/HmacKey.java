package io.countersign.internal;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One key, ready to compute tags from many threads: a keyed {@link Mac} that is copied for each use. Immutable. */
public final class HmacKey {
    private final Mac keyed;

    /**
     * A key for the algorithm of that name.
     *
     * @throws IllegalStateException where the platform lacks the algorithm; seen at start, not at the first delivery
     */
    public HmacKey(String jcaName, byte[] key) {
        try {
            Mac mac = Mac.getInstance(jcaName);
            mac.init(new SecretKeySpec(key, jcaName));
            keyed = copyOf(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no " + jcaName, e);
        }
    }

    /** The tag of the concatenation of {@code pieces}. */
    public byte[] tag(List<byte[]> pieces) {
        Mac mac = copyOf(keyed);
        for (byte[] piece : pieces) {
            mac.update(piece);
        }
        return mac.doFinal();
    }

    private static Mac copyOf(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java platform's " + mac.getAlgorithm() + " cannot be copied", e);
        }
    }
}
