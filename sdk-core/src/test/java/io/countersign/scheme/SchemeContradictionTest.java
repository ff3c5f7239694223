package io.countersign.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parts that do not fit together, each beside the nearest one that does. */
class SchemeContradictionTest {
    private static final PublicKeyFormat PUBLIC_KEY = new PublicKeyFormat("whpk_", "v1a,{base64}");

    private static SignatureScheme.Builder hex() {
        return SignatureScheme.hmacSha256("X-Signature", "{hex}");
    }

    private static void fits(SignatureScheme.Builder scheme) {
        assertThat(scheme.build()).isNotNull();
    }

    private static void contradicts(SignatureScheme.Builder scheme, String... said) {
        assertThatIllegalArgumentException().isThrownBy(scheme::build).withMessageContainingAll(said);
    }

    @Test
    void header_thatCannotBeOne_isRefused() {
        fits(hex().idHeader("X-Id"));
        contradicts(hex().idHeader("X Id"), "X Id");
    }

    @Test
    void publicKeys_besideHmacOnly() {
        SignatureScheme.Builder ed25519 = SignatureScheme.with(SignatureAlgorithm.ED25519, "X-Signature", "{hex}");
        fits(hex().publicKey(PUBLIC_KEY));
        fits(ed25519);
        contradicts(ed25519.publicKey(PUBLIC_KEY), "Ed25519 already");
    }

    @Test
    void pairs_holdTheirOwnList() {
        SignatureScheme.Builder pairs = SignatureScheme.hmacSha256("X-Signature", "t={timestamp},v1={hex}")
                .signed("{timestamp}.{body}")
                .timestamp(TimestampRule.secondsInSignature());
        fits(pairs);
        contradicts(pairs.list(SignatureList.SPACE), "leave list at none");
    }

    @Test
    void comma_inThePrefix_separatesNothing() {
        SignatureScheme.Builder comma = SignatureScheme.hmacSha256("X-Signature", "v1,{base64}");
        fits(comma.list(SignatureList.SPACE));
        fits(hex().list(SignatureList.COMMA));
        fits(hex().list(SignatureList.COMMA_OR_SPACE));
        contradicts(comma.list(SignatureList.COMMA), "commas cannot separate");
        contradicts(comma.list(SignatureList.COMMA_OR_SPACE), "commas cannot separate");
    }

    @Test
    void time_standsWhereTheFormatSays() {
        contradicts(hex().timestamp(TimestampRule.secondsInSignature()), "must hold {timestamp}");
        contradicts(SignatureScheme.hmacSha256("X-Signature", "t={timestamp},v1={hex}"), "stands in the signature");
    }

    @Test
    void time_thatIsSigned_standsInAHeader() {
        fits(hex().signed("{timestamp}.{body}").timestamp(TimestampRule.secondsInHeader("X-Time")));
        contradicts(hex().signed("{timestamp}.{body}"), "in which header it stands");
        contradicts(
                hex().signed("{timestamp}.{body}").timestamp(TimestampRule.millisInBody("/time")),
                "in which header it stands");
    }

    @Test
    void time_inTheBody_needsASignedBody() {
        fits(hex().timestamp(TimestampRule.millisInBody("/time")));
        fits(hex().signed("{url}").timestamp(TimestampRule.secondsInHeader("X-Time")));
        fits(hex().signed("{url}"));
        contradicts(hex().signed("{url}").timestamp(TimestampRule.millisInBody("/time")), "{body} must be signed");
    }

    @Test
    void otherHeaders_nameTheSameKinds() {
        SignatureScheme.Builder both =
                hex().timestamp(TimestampRule.secondsInHeader("X-Time")).idHeader("X-Id");
        fits(both.otherHeaders(new HeaderNames("Y-Signature", "Y-Time", "Y-Id")));
        contradicts(both.otherHeaders(new HeaderNames("Y-Signature", null, "Y-Id")), "the same kinds");
        contradicts(both.otherHeaders(new HeaderNames("Y-Signature", "Y-Time", null)), "the same kinds");
        fits(hex().otherHeaders(new HeaderNames("Y-Signature", null, null)));
        contradicts(hex().otherHeaders(new HeaderNames("Y-Signature", "Y-Time", null)), "the same kinds");
        contradicts(hex().otherHeaders(new HeaderNames("Y-Signature", null, "Y-Id")), "the same kinds");
        fits(hex().timestamp(TimestampRule.millisInBody("/time")).otherHeaders(new HeaderNames("Y-S", null, null)));
    }

    @Test
    void document_withoutWhatMayBeLeftOut_isReadAndWrittenTheSame() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("signature", Map.of("header", "X-Signature", "format", "t={timestamp},v1={hex}"));
        document.put("signed", "{timestamp}.{body}");
        document.put("timestamp", Map.of("unit", "seconds"));
        SignatureScheme inSignature = SignatureScheme.hmacSha256("X-Signature", "t={timestamp},v1={hex}")
                .signed("{timestamp}.{body}")
                .timestamp(TimestampRule.secondsInSignature())
                .build();
        assertThat(SchemeDocument.read(document)).isEqualTo(inSignature);

        SignatureScheme oneOther =
                hex().otherHeaders(new HeaderNames("Y-Signature", null, null)).build();
        assertThat(SchemeDocument.read(SchemeDocument.write(oneOther))).isEqualTo(oneOther);
        assertThat(SchemeDocument.toYaml(oneOther)).doesNotContain("null");
    }

    private static void says(Map<String, ?> document, String key, String... said) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemeDocument.read(document))
                .isInstanceOfSatisfying(
                        SchemeDocumentException.class, e -> assertThat(e.key()).isEqualTo(key))
                .withMessageContainingAll(said);
    }

    private static Map<String, Object> of(String key, Object value) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("signature", Map.of("header", "X-Signature", "format", "{hex}"));
        document.put(key, value);
        return document;
    }

    @Test
    void document_ofAnotherType_saysWhatItIs() {
        says(of("signed", Map.of("a", 1)), "signed", "a group of keys", "must be text");
        says(of("signed", List.of("a")), "signed", "a list");
        says(of("signed", null), "signed", "empty");
        says(of("signed", " "), "signed", "must be text");
        says(of("signed", 5), "signed", "\"5\"");
        says(of("id", "X-Id"), "id", "must hold the key header");
        says(of("timestamp", "now"), "timestamp", "some of the keys");
        says(of("id", Map.of("header", "X-Id", "haeder", "X")), "id.haeder", "there is no such key");
        says(of("secret-min-bytes", "a few"), "secret-min-bytes", "a whole number");
        says(of("secret-min-bytes", 1.5), "secret-min-bytes", "a whole number");
        says(of("secret-min-bytes", "1234567"), "secret-min-bytes", "a whole number");
    }

    @Test
    void number_isTakenWithAndWithoutQuotes() {
        assertThat(SchemeDocument.read(of("secret-min-bytes", "24")))
                .isEqualTo(SchemeDocument.read(of("secret-min-bytes", 24)));
        assertThat(((SignatureScheme) SchemeDocument.read(of("secret-min-bytes", "24")))
                        .secret()
                        .minKeyBytes())
                .isEqualTo(24);
    }

    @Test
    void unknownKey_namesEachThatThereIsOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemeDocument.read(of("singed", "{body}")))
                .satisfies(
                        e -> assertThat(e.getMessage().split("signature", -1)).hasSize(2));
    }

    @Test
    void keyWithoutValue_isTakenWhereThereIsNothingToSay() {
        for (Object nothing : new Object[] {null, "", "true", true, Map.of()}) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("basic", nothing);
            assertThat(SchemeDocument.read(document)).isEqualTo(SharedSecretScheme.basic());
        }
        for (Object something : new Object[] {"yes", false, Map.of("user", "a"), List.of(), 1}) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("basic", something);
            says(document, "basic", "write basic: true");
        }
    }

    @Test
    void tolerance_isWrittenAsItIsSaid() {
        for (String tolerance : List.of("5m", "90s", "PT0.5S")) {
            SignatureScheme scheme = hex().timestamp(TimestampRule.secondsInHeader("X-Time")
                            .within(java.time.Duration.parse(
                                    tolerance.startsWith("PT") ? tolerance : "PT" + tolerance)))
                    .build();
            assertThat(SchemeDocument.toYaml(scheme)).contains("tolerance: ").contains(tolerance);
        }
    }
}
