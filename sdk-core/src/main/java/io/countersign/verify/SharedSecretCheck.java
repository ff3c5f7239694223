package io.countersign.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.countersign.internal.Ascii;
import io.countersign.internal.Sha256;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.secret.SigningSecret;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Judges by a secret that the sender shows. Both sides are compared as SHA-256 digests, so that not even the length of the
 * secret shows in the time that it takes.
 */
final class SharedSecretCheck implements Check {
    private final SharedSecretScheme scheme;
    private final KeyRings<byte[]> digests;

    SharedSecretCheck(SharedSecretScheme scheme, boolean weakAllowed, KeyRings.Source source) {
        this.scheme = scheme;
        this.digests = source.rings(keying(scheme.place(), weakAllowed));
    }

    private static Keying<byte[]> keying(SharedSecretScheme.Place place, boolean weakAllowed) {
        return new Keying<>() {
            @Override
            public byte[] key(SigningSecret secret) {
                byte[] digest = digest(place, secret);
                if (!weakAllowed) {
                    SecretKeys.refuseSample(secret, secretPart(place, secret));
                }
                return digest;
            }

            @Override
            public byte[] fingerprint(byte[] digest) {
                return digest;
            }

            @Override
            public byte[] decoy() {
                return SecretKeys.decoyBytes();
            }
        };
    }

    /** Of a user name and its password, the password. */
    private static byte[] secretPart(SharedSecretScheme.Place place, SigningSecret secret) {
        byte[] value = secret.revealValue();
        return place == SharedSecretScheme.Place.BASIC
                ? Arrays.copyOfRange(value, new String(value, ISO_8859_1).indexOf(':') + 1, value.length)
                : value;
    }

    private static byte[] digest(SharedSecretScheme.Place place, SigningSecret secret) {
        byte[] value = secret.revealValue();
        String text = new String(value, ISO_8859_1);
        if (place == SharedSecretScheme.Place.BASIC && text.indexOf(':') < 1) {
            throw new IllegalArgumentException("secret \"" + secret.id()
                    + "\" is not a user name and a password; make it with SigningSecret.basic(id, username, password)");
        }
        if (place == SharedSecretScheme.Place.PATH && !Ascii.isUnreserved(text, text.length())) {
            throw new IllegalArgumentException("secret \"" + secret.id()
                    + "\" cannot stand in a path as it is; use letters, digits, dots, dashes and underscores only");
        }
        return Sha256.of(value);
    }

    @Override
    public Verification judge(Delivery delivery) {
        try {
            byte[] presented = Sha256.of(presented(delivery));
            SigningSecret matching = digests.matching(
                    delivery, digest -> MessageDigest.isEqual(digest, presented), RejectionReason.CREDENTIALS_MISMATCH);
            return new Verification.Verified(new ProvenDelivery(
                    delivery, Trust.SHARED_SECRET, matching.id(), null, null, false, digests.tenant(delivery)));
        } catch (Refusal refusal) {
            return refusal.rejected();
        }
    }

    private byte[] presented(Delivery delivery) throws Refusal {
        String header = scheme.headerName().orElse(null);
        String text = header == null
                ? delivery.lastPathSegment()
                : HeaderScan.onlyLine(delivery, header, RejectionReason.CREDENTIALS_MISSING);
        byte[] presented = credentials(text);
        if (presented == null || presented.length == 0) {
            throw new Refusal(RejectionReason.CREDENTIALS_MALFORMED);
        }
        return presented;
    }

    private byte @Nullable [] credentials(String text) {
        return switch (scheme.place()) {
            case HEADER, PATH -> latin1(text);
            case BASIC -> basic(text);
            case BEARER -> afterWord("Bearer", text);
        };
    }

    private static byte @Nullable [] basic(String text) {
        byte[] encoded = afterWord("Basic", text);
        return encoded == null ? null : Ascii.base64(new String(encoded, ISO_8859_1));
    }

    private static byte @Nullable [] afterWord(String word, String text) {
        boolean starts = text.length() > word.length()
                && text.regionMatches(true, 0, word, 0, word.length())
                && text.charAt(word.length()) == ' ';
        return starts ? latin1(Ascii.trim(text.substring(word.length()))) : null;
    }

    /** The bytes as they were sent: servers hand over header bytes as ISO-8859-1. Null where it cannot have been that. */
    private static byte @Nullable [] latin1(String text) {
        return text.chars().allMatch(c -> c < 0x100) ? text.getBytes(ISO_8859_1) : null;
    }
}
