package io.countersign.timing;

import io.countersign.internal.HmacKey;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.WebhookVerifier;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One pair of classes that is timed, and what its |t| has to be.
 *
 * @param name of the goal
 * @param question what the two classes are
 * @param subject what is timed
 * @param expected what has to be found
 */
record Experiment(String name, String question, Subject subject, Expected expected) {
    /** What an experiment has to find. */
    enum Expected {
        /** No difference: this is the goal. */
        NO_LEAK,
        /** A difference: the harness must see one where there is one. */
        LEAK,
        /** Neither: a difference that is known, and told about in the documents. */
        EITHER
    }

    /** Below this, 10 million samples show no difference (p is less than 0.00001). */
    static final double NO_LEAK = 4.5;

    /** A leak that is there has to stand out by far, or the harness could not see a smaller one. */
    static final double CLEAR_LEAK = 20;

    private static final String HASH = "SHA-256";
    private static final int BODY_BYTES = 64;

    double bound() {
        return expected == Expected.LEAK ? CLEAR_LEAK : NO_LEAK;
    }

    boolean isMet(double worst) {
        return switch (expected) {
            case NO_LEAK -> worst < NO_LEAK;
            case LEAK -> worst > CLEAR_LEAK;
            case EITHER -> true;
        };
    }

    /** All of them, the controls first; inputs and secrets are drawn out of {@code random}. */
    static List<Experiment> all(SplittableRandom random) {
        return new Drawing(random).experiments();
    }

    /** What the experiments share. */
    private static final class Drawing {
        private final SplittableRandom random;
        private final byte[] secret;
        private final byte[] other;
        private final byte[][] bodies = new byte[Subject.INPUTS][];
        private final byte[][] rights;

        Drawing(SplittableRandom random) {
            this.random = random;
            this.secret = bytes(32);
            this.other = bytes(32);
            Arrays.setAll(bodies, i -> bytes(BODY_BYTES));
            this.rights = madeWith(secret);
        }

        private byte[] bytes(int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        }

        /** The tags of all bodies with that secret. */
        private byte[][] madeWith(byte[] signer) {
            HmacKey key = key(signer);
            return Arrays.stream(bodies).map(key::tag).toArray(byte[][]::new);
        }

        /** Signatures that are right, against those of somebody else for the same bodies. */
        private byte[][] rightAgainst(byte[] signer) {
            byte[][] table = Arrays.copyOf(rights, 2 * Subject.INPUTS);
            System.arraycopy(madeWith(signer), 0, table, Subject.INPUTS, Subject.INPUTS);
            return table;
        }

        List<Experiment> experiments() {
            byte[][] same = Tags.table(random, rights, Tags.ALL_WRONG, Tags.ALL_WRONG);
            byte[][] first = Tags.table(random, rights, Tags.FIRST_RIGHT, Tags.ALL_WRONG);
            byte[][] last = Tags.table(random, rights, Tags.LAST_WRONG, Tags.FIRST_WRONG);
            return List.of(
                    leak("control-compare", "a loop that stops at a difference", compare(last, true)),
                    leak("control-mac", "the same loop behind a MAC", mac(last, true)),
                    same("a-a-compare", "twice the same class", compare(same, false)),
                    same("a-a-mac", "twice the same class", mac(same, false)),
                    same("a-a-verify", "twice the same class", verify(same)),
                    same("compare-first-byte", "the first byte right or wrong", compare(first, false)),
                    same("compare-last-byte", "the last byte wrong or the first", compare(last, false)),
                    same("mac-first-byte", "the first byte right or wrong", mac(first, false)),
                    same("mac-last-byte", "the last byte wrong or the first", mac(last, false)),
                    same("verify-first-byte", "the first byte right or wrong", verify(first)),
                    same("verify-last-byte", "the last byte wrong or the first", verify(last)),
                    same("verify-base64-first-byte", "the first byte right or wrong", base64(first)),
                    same("verify-base64-last-byte", "the last byte wrong or the first", base64(last)),
                    same("verify-key", "made by a secret that has expired or by a stranger's", expired()),
                    known("known-right-or-wrong", "made by this key or by a stranger's", keys()),
                    known("known-which-secret", "made by the first or by the last live secret", secrets()));
        }

        private static Experiment leak(String name, String question, Subject subject) {
            return new Experiment(name, question, subject, Expected.LEAK);
        }

        private static Experiment same(String name, String question, Subject subject) {
            return new Experiment(name, question, subject, Expected.NO_LEAK);
        }

        private static Experiment known(String name, String question, Subject subject) {
            return new Experiment(name, question, subject, Expected.EITHER);
        }

        private Subject compare(byte[][] table, boolean stopsAtADifference) {
            return new CompareSubject(rights, table, stopsAtADifference);
        }

        private Subject mac(byte[][] table, boolean stopsAtADifference) {
            return new MacSubject(key(secret), bodies, table, stopsAtADifference);
        }

        private Subject keys() {
            return new MacSubject(key(secret), bodies, rightAgainst(bytes(32)), false);
        }

        private Subject verify(byte[][] table) {
            return new VerifySubject(
                    verifier(Schemes.github(), SigningSecret.of("first", secret), SigningSecret.of("second", other)),
                    "X-Hub-Signature-256",
                    tag -> "sha256=" + HexFormat.of().formatHex(tag),
                    bodies,
                    table);
        }

        private Subject base64(byte[][] table) {
            return shopify(
                    verifier(Schemes.shopify(), SigningSecret.of("first", secret), SigningSecret.of("second", other)),
                    table);
        }

        private Subject expired() {
            return shopify(
                    verifier(
                            Schemes.shopify(),
                            SigningSecret.of("expired", secret).acceptUntil(VerifySubject.NOW),
                            SigningSecret.of("live", other)),
                    rightAgainst(bytes(32)));
        }

        private Subject secrets() {
            return base64(rightAgainst(other));
        }

        private Subject shopify(WebhookVerifier verifier, byte[][] table) {
            return new VerifySubject(
                    verifier,
                    "X-Shopify-Hmac-Sha256",
                    tag -> Base64.getEncoder().encodeToString(tag),
                    bodies,
                    table);
        }

        private static HmacKey key(byte[] secret) {
            return new HmacKey(HASH, secret);
        }

        private static WebhookVerifier verifier(Scheme scheme, SigningSecret... secrets) {
            return WebhookVerifier.builder(scheme)
                    .secrets(SecretRing.of(secrets))
                    .build();
        }
    }
}
