package io.countersign.internal;

import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A sender's public key for Ed25519 (RFC 8032).
 *
 * <p>Bouncy Castle's, not the platform's: that of JDK 17 accepts a signature with a byte too many, and those of 17 and 25 a
 * key of small order, under which one signature fits every message.
 */
public final class Ed25519Key implements SignatureKey {
    /** The length of a public key. */
    public static final int KEY_BYTES = 32;

    private final Ed25519PublicKeyParameters key;

    /**
     * A key of 32 bytes.
     *
     * @throws IllegalArgumentException where they are not a point of the group of prime order
     */
    public Ed25519Key(byte[] publicKey) {
        if (publicKey.length != KEY_BYTES || !Ed25519.validatePublicKeyFull(publicKey, 0)) {
            throw new IllegalArgumentException("not an Ed25519 public key");
        }
        key = new Ed25519PublicKeyParameters(publicKey);
    }

    /** The group's base point, for work that has to be done and whose result nobody uses: everybody can sign for it. */
    public static Ed25519Key ofBasePoint() {
        byte[] point = new byte[KEY_BYTES];
        Arrays.fill(point, (byte) 0x66);
        point[0] = 0x58;
        return new Ed25519Key(point);
    }

    @Override
    public boolean madeOneOf(Signatures presented, byte[]... content) {
        boolean matches = false;
        for (byte[] signature : presented.decoded()) {
            matches |= made(signature, content);
        }
        return matches;
    }

    @Override
    public byte[] fingerprint() {
        return key.getEncoded();
    }

    private boolean made(byte[] signature, byte[][] content) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, key);
        for (byte[] piece : content) {
            signer.update(piece, 0, piece.length);
        }
        return signer.verifySignature(signature);
    }
}
