package io.countersign.abuse;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmac;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;

import io.countersign.scheme.Schemes;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section C of the abuse cases: what stands in headers. */
class HeaderAbuseTest {
    private static final byte[] BODY = bytes("{\"zen\":\"Keep it logically awesome.\"}");
    private static final String TIME = Long.toString(NOW.getEpochSecond());
    private static final SignatureScheme ALL_SIGNED = SignatureScheme.hmacSha256("X-Signature", "{hex}")
            .signed("{id}.{timestamp}.{body}")
            .timestamp(TimestampRule.secondsInHeader("X-Time"))
            .idHeader("X-Id")
            .build();
    private static final SigningSecret WHSEC = SigningSecret.of("sw", "whsec_c2VjcmV0LW9mLWVub3VnaC1ieXRlcy4u");
    private static final Target TARGET = Target.of(ALL_SIGNED, SECRET);

    /** A delivery of that id that its sender signed. */
    private static Delivery.Builder signed(String id) {
        return post(BODY)
                .header("X-Id", id)
                .header("X-Time", TIME)
                .header("X-Signature", hmacHex(SECRET, bytes(id + "." + TIME + "."), BODY));
    }

    @Test
    void missingSignature_isRefusedThoughEverythingElseIsThere() {
        TARGET.refuses(
                post(BODY).header("X-Id", "evt_1").header("X-Time", TIME).build(), RejectionReason.SIGNATURE_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Id", "X-Time", "X-Signature"})
    void headerSentTwice_isRefusedBeforeOrBehindTheRightOne(String header) {
        TARGET.refuses(signed("evt_1").header(header, "another").build(), RejectionReason.HEADER_REPEATED);
        TARGET.refuses(
                post(BODY)
                        .header(header, "another")
                        .header("X-Id", "evt_1")
                        .header("X-Time", TIME)
                        .header("X-Signature", hmacHex(SECRET, bytes("evt_1." + TIME + "."), BODY))
                        .build(),
                RejectionReason.HEADER_REPEATED);
    }

    @Test
    void nameInAnotherCase_isTheHeaderAndWithUnderscoresItIsNot() {
        String right = "sha256=" + hmacHex(SECRET, BODY);
        Target github = Target.of(Schemes.github(), SECRET);
        github.takes(post(BODY).header("x-HUB-signature-256", right).build());
        github.refuses(post(BODY).header("X_Hub_Signature_256", right).build(), RejectionReason.SIGNATURE_MISSING);
        github.takes(post(BODY)
                .header("X_Hub_Signature_256", "sha256=" + "0".repeat(64))
                .header("X-Hub-Signature-256", right)
                .build());
    }

    /** Svix sends its own set of headers or the standard one; whichever set is whole is read, and nothing of the other. */
    @Test
    void twoSetsOfHeaders_areNeverMixed() {
        Target svix = Target.of(Schemes.svix(), WHSEC);
        svix.takes(standard(standard(post(BODY), "webhook-", "msg_1"), "svix-", "msg_1")
                .build());
        svix.takes(standard(post(BODY), "webhook-", "msg_1").build());
        svix.refuses(
                standard(post(BODY), "webhook-", "msg_1")
                        .header("svix-id", "msg_2")
                        .header("svix-timestamp", TIME)
                        .header("svix-signature", "v1," + Base64.getEncoder().encodeToString(new byte[32]))
                        .build(),
                RejectionReason.SIGNATURE_MISMATCH);
        svix.refuses(
                post(BODY)
                        .header("svix-id", "msg_1")
                        .header("webhook-timestamp", TIME)
                        .header("webhook-signature", standardSignature("msg_1"))
                        .build(),
                RejectionReason.SIGNATURE_MISSING);
        Target.of(Schemes.standardWebhooks(), WHSEC)
                .refuses(standard(post(BODY), "svix-", "msg_1").build(), RejectionReason.SIGNATURE_MISSING);
    }

    private static Delivery.Builder standard(Delivery.Builder delivery, String brand, String id) {
        return delivery.header(brand + "id", id)
                .header(brand + "timestamp", TIME)
                .header(brand + "signature", standardSignature(id));
    }

    private static String standardSignature(String id) {
        byte[] key = Base64.getDecoder().decode("c2VjcmV0LW9mLWVub3VnaC1ieXRlcy4u");
        return "v1," + Base64.getEncoder().encodeToString(hmac("HmacSHA256", key, bytes(id + "." + TIME + "."), BODY));
    }

    @Test
    void idWithADot_cannotShiftTheBoundaryOfTheSignedFields() {
        String signature = hmacHex(SECRET, bytes("x." + TIME + "." + TIME + ".evil"));
        TARGET.takes(post(bytes(TIME + ".evil"))
                .header("X-Id", "x")
                .header("X-Time", TIME)
                .header("X-Signature", signature)
                .build());
        TARGET.refuses(
                post(bytes("evil"))
                        .header("X-Id", "x." + TIME)
                        .header("X-Time", TIME)
                        .header("X-Signature", signature)
                        .build(),
                RejectionReason.ID_MALFORMED);
    }

    @Test
    void emptyOrEndlessId_isRefusedThoughItIsSigned() {
        TARGET.refuses(signed("").build(), RejectionReason.ID_MALFORMED);
        TARGET.refuses(signed("i".repeat(256)).build(), RejectionReason.ID_MALFORMED);
        TARGET.refuses(signed("i".repeat(64 * 1024)).build(), RejectionReason.ID_MALFORMED);
        TARGET.takes(signed("i".repeat(255)).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"evt\r\nWARN all is well", "evt\n", "evt\u001b[2K", "evt\u0085x", "evt\u2028x", "evt x"})
    void idThatCouldForgeALogLine_isRefusedAndNotLogged(String id) {
        TARGET.refuses(signed(id).build(), RejectionReason.ID_MALFORMED);
    }

    /** What the target looks at besides: not a character of a header is in the log, nor in the answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${jndi:ldap://canary.example/x}",
                "line\r\nbreak",
                "\u001b[31mred",
                "<script>alert(1)</script>",
                "%n%s{}"
            })
    void hostileTextInAnyHeader_reachesNeitherLogNorAnswer(String canary) {
        TARGET.takes(signed("evt_1")
                .header("User-Agent", canary)
                .header("X-Request-Id", canary)
                .build());
        TARGET.refuses(signed("evt_1").header("X-Signature", canary).build(), RejectionReason.HEADER_REPEATED);
        TARGET.refuses(
                post(bytes(canary))
                        .header("User-Agent", canary)
                        .header("X-Request-Id", canary)
                        .header("X-Id", "evt_1")
                        .header("X-Time", canary)
                        .header("X-Signature", "0".repeat(64))
                        .build(),
                RejectionReason.TIMESTAMP_MALFORMED);
    }

    @Test
    void peerOnTheSameMachineOrBehindAProxy_provesNothing() {
        for (String address : new String[] {"127.0.0.1", "::1", "10.0.0.1"}) {
            TARGET.refuses(
                    post(BODY)
                            .peer(address)
                            .header("X-Forwarded-For", "127.0.0.1")
                            .header("Forwarded", "for=127.0.0.1")
                            .header("X-Real-IP", "127.0.0.1")
                            .build(),
                    RejectionReason.SIGNATURE_MISSING);
        }
    }
}
