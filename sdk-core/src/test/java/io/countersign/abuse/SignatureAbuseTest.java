package io.countersign.abuse;

import static io.countersign.verify.Requests.OTHER;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmac;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section A of the abuse cases: how a signature is compared and spelt. */
class SignatureAbuseTest {
    private static final byte[] BODY = bytes("{\"zen\":\"Keep it logically awesome.\"}");
    private static final String TAG = hmacHex(SECRET, BODY);
    private static final String BASE64 =
            Base64.getEncoder().encodeToString(hmac("HmacSHA256", SECRET.revealValue(), BODY));
    private static final SignatureScheme IN_BASE64 =
            SignatureScheme.hmacSha256("X-Signature", "{base64}").build();

    private static Delivery with(String header, String value) {
        return post(BODY).header(header, value).build();
    }

    private static Delivery github(String value) {
        return with("X-Hub-Signature-256", value);
    }

    private static Target target(Scheme scheme) {
        return Target.of(scheme, SECRET);
    }

    @Test
    void signatureCutShort_isRefusedAtEveryLength() {
        for (int length = 1; length < TAG.length(); length++) {
            target(Schemes.github())
                    .refuses(github("sha256=" + TAG.substring(0, length)), RejectionReason.SIGNATURE_MALFORMED);
        }
    }

    @Test
    void signatureWithMoreBehindIt_isRefused() {
        target(Schemes.github()).refuses(github("sha256=" + TAG + "00"), RejectionReason.SIGNATURE_MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "statuspulse, X-StatusPulse-Signature, sha256=",
        "github, X-Hub-Signature-256, sha256=",
        "pagerduty, X-PagerDuty-Signature, v1=",
        "statuspageone, x-statuspageone-signature, sha256="
    })
    void signatureWithoutAValue_isRefused(String preset, String header, String value) {
        Scheme scheme = switch (preset) {
            case "statuspulse" -> Schemes.statusPulse();
            case "github" -> Schemes.github();
            case "pagerduty" -> Schemes.pagerDuty();
            default -> Schemes.statusPageOne();
        };
        target(scheme).refuses(with(header, value), RejectionReason.SIGNATURE_MALFORMED);
        target(scheme).refuses(with(header, ""), RejectionReason.SIGNATURE_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ",", ",,,,", " , ", "t=1795255200", "v2=00"})
    void listWithoutASignature_isRefusedAndNotTakenForNothingToCheck(String value) {
        target(Schemes.pagerDuty()).refuses(with("X-PagerDuty-Signature", value), RejectionReason.SIGNATURE_MALFORMED);
    }

    @Test
    void sixtyFourCharactersThatAreNoDigits_areRefused() {
        for (String text : List.of("z".repeat(64), "-1".repeat(32), "0x" + TAG.substring(2), "g" + TAG.substring(1))) {
            target(Schemes.github()).refuses(github("sha256=" + text), RejectionReason.SIGNATURE_MALFORMED);
        }
    }

    @Test
    void oddNumberOfDigits_isRefused() {
        target(Schemes.github()).refuses(github("sha256=" + TAG + "0"), RejectionReason.SIGNATURE_MALFORMED);
        target(Schemes.github()).refuses(github("sha256=0" + TAG), RejectionReason.SIGNATURE_MALFORMED);
        target(Schemes.github()).refuses(github("sha256=" + TAG.substring(1)), RejectionReason.SIGNATURE_MALFORMED);
    }

    /** {@code Character.digit} takes them all for digits. */
    @Test
    void digitsOfOtherAlphabets_areRefused() {
        String fullWidth = TAG.chars()
                .map(c -> c - '!' + '\uff01')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String arabicIndic = TAG.replaceAll("[0-9]", "\u0661");
        target(Schemes.github()).refuses(github("sha256=" + fullWidth), RejectionReason.SIGNATURE_MALFORMED);
        target(Schemes.github()).refuses(github("sha256=" + arabicIndic), RejectionReason.SIGNATURE_MALFORMED);
    }

    @Test
    void characterOfSeveralBytes_isRefusedWhereItMakesTheRightLength() {
        target(Schemes.github())
                .refuses(github("sha256=" + TAG.substring(0, 63) + "\u00e9"), RejectionReason.SIGNATURE_MALFORMED);
        target(Schemes.github())
                .refuses(
                        github("sha256=" + TAG.substring(0, 62) + "\ud83d\ude00"), RejectionReason.SIGNATURE_MALFORMED);
    }

    @Test
    void upperOrMixedCaseDigits_areTaken() {
        target(Schemes.github()).takes(github("sha256=" + TAG.toUpperCase(Locale.ROOT)));
        target(Schemes.github())
                .takes(github("sha256=" + TAG.substring(0, 32).toUpperCase(Locale.ROOT) + TAG.substring(32)));
    }

    /** 43 characters and one for padding: the last character before it has two bits that no byte needs. */
    @Test
    void base64SpeltOtherwise_isRefused() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        int last = alphabet.indexOf(BASE64.charAt(42));
        for (int spareBits = 1; spareBits < 4; spareBits++) {
            String spelt = BASE64.substring(0, 42) + alphabet.charAt(last ^ spareBits) + "=";
            assertThat(Base64.getDecoder().decode(spelt))
                    .isEqualTo(Base64.getDecoder().decode(BASE64));
            target(IN_BASE64).refuses(with("X-Signature", spelt), RejectionReason.SIGNATURE_MALFORMED);
        }
        for (String spelt : List.of(
                BASE64.substring(0, 43),
                BASE64 + "=",
                BASE64.substring(0, 20) + "\r\n" + BASE64.substring(20),
                BASE64.substring(0, 20) + " " + BASE64.substring(20),
                BASE64 + "!")) {
            target(IN_BASE64).refuses(with("X-Signature", spelt), RejectionReason.SIGNATURE_MALFORMED);
        }
        target(IN_BASE64).takes(with("X-Signature", BASE64));
    }

    @Test
    void spacesAndTabsAroundASignature_areTrimmedAndNothingElseIs() {
        target(Schemes.github()).takes(github(" \tsha256=" + TAG + "\t "));
        for (String around : List.of("\r", "\n", "\r\n", "\u000b", "\f", "\u00a0", "\u0000", "\u2003", "\"")) {
            target(Schemes.github()).refuses(github("sha256=" + TAG + around), RejectionReason.SIGNATURE_MALFORMED);
            target(Schemes.github()).refuses(github(around + "sha256=" + TAG), RejectionReason.SIGNATURE_MALFORMED);
        }
    }

    @Test
    void thousandSignatures_areRefusedEvenIfTheFirstIsRight() {
        String many = "v1=" + TAG + (",v1=" + "0".repeat(64)).repeat(999);
        target(Schemes.pagerDuty()).refuses(with("X-PagerDuty-Signature", many), RejectionReason.SIGNATURES_TOO_MANY);
        target(Schemes.stripe())
                .refuses(with("Stripe-Signature", "t=1795255200," + many), RejectionReason.SIGNATURES_TOO_MANY);
    }

    @Test
    void unknownVersion_isSkippedBesideAKnownOneAndRefusedAlone() {
        target(Schemes.pagerDuty()).takes(with("X-PagerDuty-Signature", "v2=" + TAG + ",v1=" + TAG));
        target(Schemes.pagerDuty())
                .refuses(with("X-PagerDuty-Signature", "v2=" + TAG), RejectionReason.SIGNATURE_MALFORMED);
        target(Schemes.stripe())
                .refuses(with("Stripe-Signature", "t=1795255200,v0=" + TAG), RejectionReason.SIGNATURE_MALFORMED);
    }

    @Test
    void weakerSignature_neitherStandsInForTheStrongOneNorRescuesIt() {
        String sha1 = "sha1=" + HexFormat.of().formatHex(hmac("HmacSHA1", SECRET.revealValue(), BODY));
        target(Schemes.github()).refuses(with("X-Hub-Signature", sha1), RejectionReason.SIGNATURE_MISSING);
        target(Schemes.github())
                .refuses(
                        post(BODY)
                                .header("X-Hub-Signature", sha1)
                                .header("X-Hub-Signature-256", "sha256=" + hmacHex(OTHER, BODY))
                                .build(),
                        RejectionReason.SIGNATURE_MISMATCH);
        target(Schemes.github()).refuses(github(sha1), RejectionReason.SIGNATURE_MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"HmacMD5, md5", "HmacSHA1, sha1", "HmacSHA384, sha384", "HmacSHA512, sha512", "HmacSHA224, sha256"})
    void algorithmNamedByTheRequest_isNotUsed(String algorithm, String name) {
        String right = HexFormat.of().formatHex(hmac(algorithm, SECRET.revealValue(), BODY));
        target(Schemes.github()).refuses(github(name + "=" + right), RejectionReason.SIGNATURE_MALFORMED);
    }

    @Test
    void digestOfSecretAndBody_isNoSignature() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(SECRET.revealValue());
        target(Schemes.github())
                .refuses(
                        github("sha256=" + HexFormat.of().formatHex(sha256.digest(BODY))),
                        RejectionReason.SIGNATURE_MISMATCH);
    }

    @Test
    void sharedToken_isComparedWholeWhateverItsLength() {
        String token = "a-secret-of-enough-bytes";
        Target target = target(SharedSecretScheme.header("X-Gitlab-Token"));
        target.takes(with("X-Gitlab-Token", token));
        for (int length = 1; length < token.length(); length++) {
            target.refuses(with("X-Gitlab-Token", token.substring(0, length)), RejectionReason.CREDENTIALS_MISMATCH);
        }
        target.refuses(with("X-Gitlab-Token", token + "x"), RejectionReason.CREDENTIALS_MISMATCH);
        target.refuses(with("X-Gitlab-Token", token + token), RejectionReason.CREDENTIALS_MISMATCH);
        target.refuses(with("X-Gitlab-Token", "A" + token.substring(1)), RejectionReason.CREDENTIALS_MISMATCH);
    }
}
