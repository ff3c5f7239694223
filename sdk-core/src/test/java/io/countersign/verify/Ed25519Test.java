package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {
    private static final byte[] BODY = bytes("{\"type\":1}");
    private static final String TIME = Long.toString(NOW.getEpochSecond());
    private static final Ed25519PrivateKeyParameters KEY = privateKey((byte) 7);
    private static final String PUBLIC =
            HexFormat.of().formatHex(KEY.generatePublicKey().getEncoded());
    private static final byte[] SIGNATURE = sign(KEY, bytes(TIME), BODY);

    private static Ed25519PrivateKeyParameters privateKey(byte seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, seed);
        return new Ed25519PrivateKeyParameters(bytes);
    }

    private static byte[] sign(Ed25519PrivateKeyParameters key, byte[]... pieces) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        for (byte[] piece : pieces) {
            signer.update(piece, 0, piece.length);
        }
        return signer.generateSignature();
    }

    private static String discord(byte[] signature, byte[] body) {
        return verdict(
                Schemes.discord(),
                PUBLIC,
                Requests.post(body)
                        .header("X-Signature-Ed25519", HexFormat.of().formatHex(signature))
                        .header("X-Signature-Timestamp", TIME));
    }

    private static String verdict(Scheme scheme, String secret, Delivery.Builder delivery) {
        Verification verdict = WebhookVerifier.builder(scheme)
                .secrets(SecretRing.of(SigningSecret.of("public", secret)))
                .build()
                .verify(delivery.build());
        return verdict instanceof Verification.Rejected rejected
                ? rejected.reason().name()
                : ((Verification.Verified) verdict).delivery().trust().name();
    }

    @Test
    void signatureOfTheKey_provesTheBody() {
        assertThat(discord(SIGNATURE, BODY)).isEqualTo("SIGNED_BODY");
    }

    @Test
    void signatureOfAnotherKeyOrBody_isRefused() {
        assertThat(discord(sign(privateKey((byte) 8), bytes(TIME), BODY), BODY)).isEqualTo("SIGNATURE_MISMATCH");
        assertThat(discord(SIGNATURE, bytes("{\"type\":2}"))).isEqualTo("SIGNATURE_MISMATCH");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 63, 65})
    void signatureOfAnotherLength_isMalformed(int length) {
        assertThat(discord(Arrays.copyOf(SIGNATURE, length), BODY)).isEqualTo("SIGNATURE_MALFORMED");
    }

    @Test
    void signatureWithTheGroupsOrderAdded_isRefused() {
        byte[] malleable = SIGNATURE.clone();
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (malleable[32 + i] & 0xff) + (order[i] & 0xff) + carry;
            malleable[32 + i] = (byte) sum;
            carry = sum >> 8;
        }

        assertThat(discord(malleable, BODY)).isEqualTo("SIGNATURE_MISMATCH");
    }

    /** The points of small order, and encodings that are none: under the first kind one signature fits every message. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void keyOfSmallOrderOrNoKeyAtAll_stopsTheStart(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verdict(Schemes.discord(), key, Requests.post(BODY)))
                .withMessageContaining("secret \"public\"")
                .withMessageContaining("copy the public key again")
                .withMessageNotContaining(key);
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 33})
    void keyOfAnotherLength_stopsTheStart(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verdict(Schemes.discord(), "11".repeat(bytes), Requests.post(BODY)))
                .withMessageContaining("32 bytes");
    }

    @Test
    void standardWebhooks_publicKey_isHeldAgainstItsOwnSignaturesOnly() {
        byte[] content = bytes("msg_1." + TIME + ".");
        String base64 = Base64.getEncoder().encodeToString(sign(KEY, content, BODY));
        String secret =
                "whpk_" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(PUBLIC));

        assertThat(verdict(Schemes.standardWebhooks(), secret, standard("v1a," + base64)))
                .isEqualTo("SIGNED_BODY");
        assertThat(verdict(Schemes.standardWebhooks(), secret, standard("v1,AAAA v1a," + base64)))
                .isEqualTo("SIGNED_BODY");
        assertThat(verdict(Schemes.standardWebhooks(), secret, standard("v1," + base64)))
                .isEqualTo("SIGNATURE_MALFORMED");
    }

    @Test
    void standardWebhooks_signaturesOfBothKinds_areEachHeldAgainstTheirOwnKeys() {
        byte[] content = bytes("msg_1." + TIME + ".");
        byte[] key = bytes("a secret of the hmac, long enough");
        String hmac = "v1," + Base64.getEncoder().encodeToString(Requests.hmac("HmacSHA256", key, content, BODY));
        String ed25519 = "v1a," + Base64.getEncoder().encodeToString(sign(KEY, content, BODY));
        String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
        String publicKey =
                "whpk_" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(PUBLIC));

        for (String known : List.of(secret, publicKey)) {
            assertThat(verdict(Schemes.standardWebhooks(), known, standard(hmac + " " + ed25519)))
                    .isEqualTo("SIGNED_BODY");
            assertThat(verdict(Schemes.standardWebhooks(), known, standard(ed25519 + " " + hmac)))
                    .isEqualTo("SIGNED_BODY");
        }
        assertThat(verdict(Schemes.standardWebhooks(), secret, standard(hmac + " v2,other")))
                .isEqualTo("SIGNED_BODY");
        assertThat(verdict(Schemes.standardWebhooks(), publicKey, standard(ed25519 + " v2,other")))
                .isEqualTo("SIGNED_BODY");
    }

    @Test
    void standardWebhooks_publicKey_isNoKeyOfAnHmac() {
        byte[] publicKey = HexFormat.of().parseHex(PUBLIC);
        byte[] forged = Requests.hmac("HmacSHA256", publicKey, bytes("msg_1." + TIME + "."), BODY);
        String secret = "whpk_" + Base64.getEncoder().encodeToString(publicKey);

        assertThat(verdict(
                        Schemes.standardWebhooks(),
                        secret,
                        standard("v1," + Base64.getEncoder().encodeToString(forged))))
                .isEqualTo("SIGNATURE_MISMATCH");
    }

    private static Delivery.Builder standard(String signature) {
        return Requests.post(BODY)
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", TIME)
                .header("webhook-signature", signature);
    }
}
