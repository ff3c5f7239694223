package io.countersign.internal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The key of an HMAC (RFC 2104) with its inner pad hashed beforehand.
 *
 * <p>HMAC is {@code H(key^opad, H(key^ipad, text))}. The pads are one block each and depend on the key alone, so the state after
 * the first is computed once and copied for each tag: there is nothing to share or to lock. Copying the state after the second
 * as well would be 3 % quicker at 1 KiB and allocate twice as much. {@code docs/adr/0010} has the figures.
 */
public final class HmacKey implements SignatureKey {
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    private final MessageDigest inner;
    private final byte[] outerPad;
    private final int tagBytes;

    /**
     * A key for HMAC with the hash of that name.
     *
     * @throws IllegalStateException where the platform lacks the hash, or cannot copy its state; seen at start, not at the
     *     first delivery
     */
    public HmacKey(String digestName, byte[] key) {
        MessageDigest digest = newDigest(digestName);
        byte[] block = new byte[blockBytes(digestName)];
        byte[] effective = key.length > block.length ? digest.digest(key) : key;
        System.arraycopy(effective, 0, block, 0, effective.length);
        inner = copyOf(digest);
        inner.update(padded(block, INNER_PAD));
        outerPad = padded(block, OUTER_PAD);
        tagBytes = digest.getDigestLength();
        Arrays.fill(block, (byte) 0);
    }

    private static MessageDigest newDigest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no " + name, e);
        }
    }

    /** FIPS 180-4: 64 bytes for SHA-1 and SHA-256, 128 for SHA-384 and SHA-512. */
    private static int blockBytes(String digestName) {
        return digestName.equals("SHA-384") || digestName.equals("SHA-512") ? 128 : 64;
    }

    private static byte[] padded(byte[] block, byte pad) {
        byte[] padded = new byte[block.length];
        for (int i = 0; i < padded.length; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        return padded;
    }

    private static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java platform's " + digest.getAlgorithm() + " cannot be copied", e);
        }
    }

    @Override
    public boolean madeOneOf(Signatures presented, byte[]... content) {
        return presented.anySpells(tag(content));
    }

    @Override
    public byte[] fingerprint() {
        return tag();
    }

    /** The tag of the concatenation of {@code content}. */
    public byte[] tag(byte[]... content) {
        MessageDigest digest = copyOf(inner);
        for (byte[] piece : content) {
            digest.update(piece);
        }
        byte[] tag = new byte[tagBytes];
        // Finishing a digest also makes it a new one.
        finish(digest, tag);
        digest.update(outerPad);
        digest.update(tag);
        finish(digest, tag);
        return tag;
    }

    private static void finish(MessageDigest digest, byte[] into) {
        try {
            digest.digest(into, 0, into.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a digest of " + into.length + " bytes does not fit its own length", e);
        }
    }
}
