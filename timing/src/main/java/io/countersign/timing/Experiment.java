package io.countersign.timing;

import io.countersign.internal.HmacKey;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.WebhookVerifier;
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
    private static final int SECRET_BYTES = 32;

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

        Drawing(SplittableRandom random) {
            this.random = random;
            this.secret = secret();
            this.other = secret();
        }

        private byte[] secret() {
            byte[] bytes = new byte[SECRET_BYTES];
            random.nextBytes(bytes);
            return bytes;
        }

        private Inputs inputs(Tags.Draw class0, Tags.Draw class1) {
            return new Inputs(random.split(), key(secret), class0, class1);
        }

        private Inputs allWrong() {
            return inputs(Tags.ALL_WRONG, Tags.ALL_WRONG);
        }

        private Inputs firstByte() {
            return inputs(Tags.FIRST_RIGHT, Tags.ALL_WRONG);
        }

        private Inputs lastByte() {
            return inputs(Tags.LAST_WRONG, Tags.FIRST_WRONG);
        }

        /** Right ones, and those that {@code signer} makes for the same bodies. */
        private Inputs rightOrBy(byte[] signer) {
            return inputs(Tags.RIGHT, Tags.madeWith(key(signer)));
        }

        List<Experiment> experiments() {
            return List.of(
                    leak("control-compare", "a loop that stops at a difference", new CompareSubject(lastByte(), true)),
                    leak("control-mac", "the same loop behind a MAC", mac(lastByte(), true)),
                    same("a-a-compare", "twice the same class", new CompareSubject(allWrong(), false)),
                    same("a-a-mac", "twice the same class", mac(allWrong(), false)),
                    same("a-a-verify", "twice the same class", verify(allWrong())),
                    same("compare-first-byte", "the first byte right or wrong", new CompareSubject(firstByte(), false)),
                    same(
                            "compare-last-byte",
                            "the last byte wrong or the first",
                            new CompareSubject(lastByte(), false)),
                    same("mac-first-byte", "the first byte right or wrong", mac(firstByte(), false)),
                    same("mac-last-byte", "the last byte wrong or the first", mac(lastByte(), false)),
                    same("verify-first-byte", "the first byte right or wrong", verify(firstByte())),
                    same("verify-last-byte", "the last byte wrong or the first", verify(lastByte())),
                    same("verify-base64-first-byte", "the first byte right or wrong", base64(firstByte())),
                    same("verify-base64-last-byte", "the last byte wrong or the first", base64(lastByte())),
                    same("verify-key", "made by a secret that has expired or by a stranger's", expired()),
                    known(
                            "known-right-or-wrong",
                            "made by this key or by a stranger's",
                            mac(rightOrBy(secret()), false)),
                    known(
                            "known-which-secret",
                            "made by the first or by the last live secret",
                            base64(rightOrBy(other))));
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

        private Subject mac(Inputs inputs, boolean stopsAtADifference) {
            return new MacSubject(key(secret), inputs, stopsAtADifference);
        }

        private Subject verify(Inputs inputs) {
            return new VerifySubject(
                    verifier(Schemes.github(), SigningSecret.of("first", secret), SigningSecret.of("second", other)),
                    "X-Hub-Signature-256",
                    tag -> "sha256=" + HexFormat.of().formatHex(tag),
                    inputs);
        }

        private Subject base64(Inputs inputs) {
            return shopify(
                    verifier(Schemes.shopify(), SigningSecret.of("first", secret), SigningSecret.of("second", other)),
                    inputs);
        }

        private Subject expired() {
            return shopify(
                    verifier(
                            Schemes.shopify(),
                            SigningSecret.of("expired", secret).acceptUntil(VerifySubject.NOW),
                            SigningSecret.of("live", other)),
                    rightOrBy(secret()));
        }

        private Subject shopify(WebhookVerifier verifier, Inputs inputs) {
            return new VerifySubject(
                    verifier,
                    "X-Shopify-Hmac-Sha256",
                    tag -> Base64.getEncoder().encodeToString(tag),
                    inputs);
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
