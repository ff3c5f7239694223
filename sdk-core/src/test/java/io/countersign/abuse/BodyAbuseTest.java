package io.countersign.abuse;

import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;

import io.countersign.scheme.Schemes;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section D of the abuse cases, as far as it is about bytes and not about a server: what was signed is what counts. */
class BodyAbuseTest {
    private static final Target TARGET = Target.of(Schemes.github(), SECRET);

    /** Those bytes, under the signature of others. */
    private static Delivery signedAs(byte[] signed, byte[] sent) {
        return post(sent)
                .header("X-Hub-Signature-256", "sha256=" + hmacHex(SECRET, signed))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1,\"b\":\"\\u00e9\"}",
                "{\"b\":\"\\u00e9\",\"a\":1}",
                "{\"a\":1,\"b\":\"\u00e9\"}",
                "{\"a\":1.0,\"b\":\"\\u00e9\"}",
                "{\"a\":1,\"b\":\"\\u00E9\"}",
                "{\"a\":1,\"b\":\"\\u00e9\"}\n"
            })
    void sameJsonWrittenOtherwise_isNotWhatWasSigned(String otherwise) {
        byte[] signed = bytes("{\"a\":1,\"b\":\"\\u00e9\"}");
        TARGET.takes(signedAs(signed, signed));
        TARGET.refuses(signedAs(signed, bytes(otherwise)), RejectionReason.SIGNATURE_MISMATCH);
    }

    /** A decoder makes the same text of all three. */
    @Test
    void bytesThatAreNoText_areNotTakenForTheReplacementCharacter() {
        byte[] replacement = bytes("a\ufffdb");
        for (byte[] sent : new byte[][] {{'a', (byte) 0xff, 'b'}, {'a', (byte) 0xc0, 'b'}}) {
            TARGET.refuses(signedAs(replacement, sent), RejectionReason.SIGNATURE_MISMATCH);
            TARGET.refuses(signedAs(sent, replacement), RejectionReason.SIGNATURE_MISMATCH);
            TARGET.takes(signedAs(sent, sent));
        }
    }

    @Test
    void emptyBody_isTakenIfItIsSignedAndNotUnderTheSignatureOfAnother() {
        TARGET.takes(signedAs(new byte[0], new byte[0]));
        TARGET.refuses(signedAs(bytes("{}"), new byte[0]), RejectionReason.SIGNATURE_MISMATCH);
        TARGET.refuses(signedAs(new byte[0], bytes("{}")), RejectionReason.SIGNATURE_MISMATCH);
    }

    @Test
    void byteOrderMarkOrLeadingSpace_isVerifiedAsItCame() {
        for (String before : new String[] {"\ufeff", " ", "\r\n", "\u0000"}) {
            TARGET.takes(signedAs(bytes(before + "{}"), bytes(before + "{}")));
            TARGET.refuses(signedAs(bytes("{}"), bytes(before + "{}")), RejectionReason.SIGNATURE_MISMATCH);
            TARGET.refuses(signedAs(bytes(before + "{}"), bytes("{}")), RejectionReason.SIGNATURE_MISMATCH);
        }
    }

    @Test
    void contentTypeThatLies_changesNothing() {
        byte[] body = bytes("{\"a\":\"\u00e9\"}");
        TARGET.takes(post(body)
                .header("X-Hub-Signature-256", "sha256=" + hmacHex(SECRET, body))
                .header("Content-Type", "application/json; charset=utf-16")
                .build());
    }
}
