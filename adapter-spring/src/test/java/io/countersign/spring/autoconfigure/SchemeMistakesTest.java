package io.countersign.spring.autoconfigure;

import static io.countersign.spring.autoconfigure.Mistakes.MARK;
import static io.countersign.spring.autoconfigure.Mistakes.SECRET;
import static io.countersign.spring.autoconfigure.Mistakes.X;
import static io.countersign.spring.autoconfigure.Mistakes.refuses;
import static io.countersign.spring.autoconfigure.Mistakes.refusesOf;
import static io.countersign.spring.autoconfigure.Mistakes.x;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in scheme documents, public URLs and what handshakes need to be told. */
class SchemeMistakesTest {
    private static final String SECRETS = "secrets: [{id: a, value: %s}]".formatted(SECRET);

    private static String described(String scheme) {
        return "countersign: {endpoints: {x: {%s, scheme: %s}}}".formatted(SECRETS, scheme);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{signature: {header: X-Sig}} | scheme.signature.format | is missing | say how it is written",
                "{signature: {header: \"X Sig\", format: \"{hex}\"}} | scheme.signature.header | cannot be the name | ",
                "{signature: {header: X-Sig, format: \"{hexx}\"}} | scheme.signature.format | {hexx} | ",
                "{signatur: {header: X-Sig}} | scheme.signatur | there is no such key | here are algorithm",
                "{algorithm: md5, signature: {header: X-Sig, format: \"{hex}\"}} | scheme.algorithm | none of hmac-sha1 | ",
                "{signature: {header: X-Sig, format: \"{hex}\"}, signed: \"{bdy}\"} | scheme.signed | {bdy} | ",
                "{signature: {header: X-Sig, format: \"{hex}\"}, timestamp: {header: X-Time, tolerance: 5d}}"
                        + " | scheme.timestamp.tolerance | is not a duration | write 300s",
                "{preset: githup} | scheme.preset | is none of | ",
                "{token: {header: X-Key}, bearer: true} | scheme.bearer | is given together with token | keep one",
                "{id: {header: X-Id}} | scheme.signature | is missing | name the header"
            })
    void aDocumentThatCannotBeRead(String scheme, String key, String problem, String mend) {
        refuses(described(scheme), X + key, problem, mend == null ? "" : mend);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "basic", "bearer", "path", "none"})
    void aSecretInTheDocument_isNotShown(String kind) {
        refuses(described("{%s: %s}".formatted(kind, SECRET)), X + "scheme." + kind, "", "");
    }

    @Test
    void aSecretForTheEncodingOfTheSecret_isNotShown() {
        refuses(
                described("{signature: {header: X-Sig, format: \"{hex}\"}, secret: " + SECRET + "}"),
                X + "scheme.secret",
                "not shown is none of utf8",
                "");
    }

    @Test
    void aSchemeThatIsNoDocument() {
        refuses(described("github"), X + "scheme", "a group of keys", "");
        refuses(described(MARK), X + "scheme", "a group of keys", "");
    }

    @Test
    void aSchemeTogetherWithAnotherProof() {
        String scheme = "scheme: {signature: {header: X-Sig, format: \"{hex}\"}}";
        refuses(
                x(scheme + ", " + SECRETS + ", signature: {header: X-Sig, format: \"{hex}\"}"),
                "countersign.endpoints.x",
                "scheme is given together with signature",
                "keep one of the two");
        refuses(
                x(scheme + ", auth: {none: accepted}"),
                "countersign.endpoints.x",
                "auth is given together with scheme",
                "keep one of the two");
    }

    @Test
    void aSchemeWithoutSecrets_orSecretsWithoutAnyUse() {
        refuses(
                "countersign: {endpoints: {x: {scheme: {preset: github}}}}",
                X + "secrets",
                "is missing",
                "add an item");
        refuses(described("{none: accepted}"), X + "secrets", "the scheme checks none", "remove it");
    }

    @Test
    void neitherAProviderNorAScheme() {
        refuses("countersign: {endpoints: {x: {" + SECRETS + "}}}", X + "provider", "is missing", "one of acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"square", "hubspot", "twilio"})
    void aSenderThatSignsTheUrl_withoutThePublicUrl(String provider) {
        refusesOf(provider, SECRETS, "public-url", "is missing: the URL is part of what " + provider, "https://hooks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hooks.example.com", "ftp://hooks.example.com", "https://a/?b", "https://a b/", ""})
    void aPublicUrlThatIsNone(String url) {
        refusesOf("square", SECRETS + ", public-url: \"" + url + "\"", "public-url", "", "https://");
    }

    @Test
    void aVerifyTokenThatIsNone_orOfNoUse() {
        refusesOf("meta", SECRETS + ", verify-token: \"\"", "verify-token", "is empty", "set it");
        refusesOf("meta", SECRETS + ", verify-token: \"${" + MARK + "}\"", "verify-token", "a placeholder", "variable");
        refusesOf("github", SECRETS + ", verify-token: " + SECRET, "verify-token", "no handshake", "meta only");
        refusesOf("acme", SECRETS + ", verify-token: " + SECRET, "verify-token", "no handshake", "meta only");
    }

    @Test
    void anOriginThatIsNone_orOfNoUse() {
        String key = "auth: {none: accepted}, allowed-origins: [a.example, %s]";
        refusesOf("cloudevents", key.formatted("\"*\""), "allowed-origins", "name of a host", "name the host");
        refusesOf("event-grid", key.formatted("https://b"), "allowed-origins", "name of a host", "name the host");
        refusesOf("github", SECRETS + ", allowed-origins: [a.example]", "allowed-origins", "consent", "only");
    }

    @Test
    void aRegistrationThatIsNoInstant_orThatNothingTellsFromEvents() {
        refusesOf("statuspulse", SECRETS + ", registration-until: soon", "registration-until", "an instant", "zone");
        refusesOf(
                "mar",
                SECRETS + ", registration-until: 2026-11-22T10:00:00Z",
                "registration-until",
                "signs nothing",
                "remove it");
    }

    @Test
    void aSenderWithoutADefault() {
        refusesOf("event-grid", "path: /grid", "auth", "documents no signature", "auth.api-key.header");
    }
}
