package io.countersign.spring.autoconfigure;

import static io.countersign.spring.autoconfigure.Mistakes.MARK;
import static io.countersign.spring.autoconfigure.Mistakes.SECRET;
import static io.countersign.spring.autoconfigure.Mistakes.X;
import static io.countersign.spring.autoconfigure.Mistakes.good;
import static io.countersign.spring.autoconfigure.Mistakes.refuses;
import static io.countersign.spring.autoconfigure.Mistakes.refusesOf;
import static io.countersign.spring.autoconfigure.Mistakes.x;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in how the sender proves itself. */
class AuthMistakesTest {
    @Test
    void twoKindsOfAuth() {
        refuses(
                x("auth: {bearer: {token: %s}, basic: {username: u, password: %s}}".formatted(SECRET, SECRET)),
                X + "auth",
                "more than one kind: basic, bearer",
                "keep the one");
        refuses(
                x("auth: {none: accepted, path: {token: %s}}".formatted(SECRET)),
                X + "auth",
                "more than one kind: path, none",
                "keep the one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"yes\"", "Accepted", "\"\""})
    void noProofWithoutTheWordAccepted(String word) {
        refuses(x("auth: {none: " + word + "}"), X + "auth.none", "only the word accepted", "none: accepted");
    }

    @Test
    void secretsTogetherWithAuth() {
        refuses(
                good("auth: {none: accepted}"),
                X.substring(0, X.length() - 1),
                "together with secrets",
                "auth.<kind>.secrets");
        refuses(
                x("auth: {none: accepted}, signature: {header: X-S, format: \"{hex}\"}"),
                X.substring(0, X.length() - 1),
                "together with signature",
                "keep one");
    }

    @Test
    void anApiKeyWithoutItsParts() {
        refuses(
                x("auth: {api-key: {value: %s}}".formatted(SECRET)),
                X + "auth.api-key.header",
                "is missing",
                "X-Api-Key");
        refuses(x("auth: {api-key: {header: X-Key}}"), X + "auth.api-key.value", "is missing", "set it");
        refuses(
                x("auth: {api-key: {header: \"X Key\", value: %s}}".formatted(SECRET)),
                X + "auth.api-key.header",
                "cannot be the name",
                "name the header");
        refuses(
                x("auth: {api-key: {header: X-Key, value: %s, secrets: [{id: a, value: %s}]}}"
                        .formatted(SECRET, SECRET)),
                X + "auth.api-key",
                "both given",
                "keep one");
    }

    @Test
    void basicWithoutItsParts() {
        refuses(x("auth: {basic: {username: u}}"), X + "auth.basic.password", "is missing", "set it");
        refuses(
                x("auth: {basic: {password: %s}}".formatted(SECRET)),
                X + "auth.basic.username",
                "is missing",
                "set it");
        refuses(
                x("auth: {basic: {username: \"hunter2:u\", password: %s}}".formatted(SECRET)),
                X + "auth.basic",
                "a colon",
                "as the provider shows it");
    }

    @Test
    void aPathTokenThatCannotStandInAPath() {
        refuses(
                x("auth: {path: {token: \"hunter2/0123456789\"}}"),
                X + "auth.path.token",
                "cannot stand in a path",
                "use letters");
    }

    @Test
    void aSignatureThatCannotBe() {
        refuses(good("signature: {header: X-S}"), X + "signature.format", "is missing", "sha256={hex}");
        refuses(good("signature: {format: \"{hex}\"}"), X + "signature.header", "is missing", "name the header");
        refuses(good("signature: {header: X-S, format: hex}"), X + "signature", "hex", "{hex}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"elastio", "metaplane"})
    void noAuth_whereTheProviderDocumentsNoSignature(String provider) {
        String mend = "set auth.api-key.header and .value, auth.basic.username and .password, auth.bearer.token,"
                + " auth.path.token, or auth.none: accepted";

        refusesOf(provider, "path: /x", "auth", "is missing", mend);
        refusesOf(provider, "secrets: [{id: a, value: %s}]".formatted(SECRET), "auth", "is missing", mend);
    }

    @ParameterizedTest
    @ValueSource(strings = {"statuspulse", "statuspageone", "mar"})
    void noSecret_whereTheProviderProvesItselfByOne(String provider) {
        refusesOf(provider, "path: /x", "secrets", "is missing", "add an item");
    }

    @Test
    void anElastioCredentialThatElastioCannotSend() {
        refusesOf(
                "elastio",
                "auth: {bearer: {token: %s}}".formatted(MARK + "a".repeat(249)),
                "auth.bearer.token",
                "255",
                "");
        refusesOf("elastio", "auth: {api-key: {header: X-Key, value: hunter2é}}", "auth.api-key.value", "ASCII", "");
    }
}
