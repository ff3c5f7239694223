package io.countersign.spring.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.spring.WebhookConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake: the whole key, what is wrong, how to mend it, and nothing of a secret. */
class ConfigurationMistakesTest {
    /** Part of every secret here, so that a leak shows. */
    private static final String MARK = "hunter2";

    private static final String SECRET = MARK + "-0123456789abcdef";
    private static final String X = "countersign.endpoints.x.";

    @TempDir
    Path folder;

    /** One endpoint {@code x} of provider acme with these further keys, in YAML flow style. */
    private static String x(String keys) {
        return "countersign: {endpoints: {x: {provider: acme, %s}}}".formatted(keys);
    }

    private static String secrets(String item) {
        return x("secrets: [{id: a, %s}]".formatted(item));
    }

    private static String good(String keys) {
        return x("secrets: [{id: a, value: %s}], %s".formatted(SECRET, keys));
    }

    private static void refuses(String yaml, String key, String problem, String mend) {
        WebhookConfigurationException mistake =
                catchThrowableOfType(WebhookConfigurationException.class, () -> Configured.endpoints(yaml));

        assertThat(mistake).as("the start with %s", yaml).isNotNull();
        assertThat(mistake.key()).isEqualTo(key);
        assertThat(mistake.problem()).contains(problem);
        assertThat(mistake.mend()).contains(mend);
        assertThat(mistake).hasNoCause();
        assertThat(mistake.getMessage()).startsWith(key + ": ").doesNotContain(MARK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "countersign: {endpoint: {x: {provider: acme}}} | countersign.endpoint.x.provider",
                "countersign: {endpoints: {x: {provider: acme, secret: hunter2}}} | countersign.endpoints.x.secret",
                "countersign: {endpoints: {x: {provider: acme, secrets: [{id: a, vaule: hunter2}]}}}"
                        + " | countersign.endpoints.x.secrets[0].vaule",
                "countersign: {endpoints: {x: {provider: acme, auth: {bearer: {tokn: hunter2}}}}}"
                        + " | countersign.endpoints.x.auth.bearer.tokn",
                "countersign: {dedupe: {store: memory}} | countersign.dedupe.store"
            })
    void aKeyThatIsNotKnown(String yaml, String key) {
        refuses(yaml, key, "there is no such key", "correct its spelling");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dedup: {lease: soon}                          | dedup.lease                | a duration | 60s",
                "max-body: large                               | max-body                   | a size     | 1MB",
                "endpoints: {x: {conflict: maybe}}             | endpoints.x.conflict       | the words  | accept, refuse",
                "endpoints: {x: {signature: {algorithm: md5}}} | endpoints.x.signature.algorithm | the words | hmac-sha256",
                "endpoints: {x: {auth: hunter2}}               | endpoints.x.auth           | a group of keys | spelling",
                "endpoints: {x: {secrets: hunter2}}            | endpoints.x.secrets        | a list     | a dash",
                "endpoints: {x: {auth: {bearer: hunter2}}}     | endpoints.x.auth.bearer    | a group of keys | spelling",
                "endpoints: hunter2                            | endpoints                  | a group of keys | spelling"
            })
    void aValueOfAnotherType(String keys, String key, String problem, String mend) {
        refuses("countersign: {" + keys + "}", "countersign." + key, problem, mend);
    }

    @Test
    void noProvider() {
        refuses(
                "countersign: {endpoints: {x: {path: /hooks/x}}}",
                X + "provider",
                "is missing",
                "one of acme, elastio, mar, metaplane, statuspageone, statuspulse");
    }

    @Test
    void aProviderThatIsNotKnown() {
        refuses(
                "countersign: {endpoints: {x: {provider: acne}}}",
                X + "provider",
                "no provider \"acne\"",
                "one of acme, elastio, mar, metaplane, statuspageone, statuspulse");
    }

    @Test
    void noSecret() {
        refuses(x("path: /x"), X + "secrets", "is missing", "add an item with an id and a value or a file");
    }

    @Test
    void aSecretWithoutId() {
        refuses(x("secrets: [{value: " + SECRET + "}]"), X + "secrets[0].id", "is missing", "a name");
    }

    @Test
    void aSecretWhoseIdIsNoName() {
        refuses(x("secrets: [{id: \"" + MARK + " !\", value: a}]"), X + "secrets[0].id", "letters", "letters");
    }

    @Test
    void twoSecretsOfOneId() {
        refuses(
                x("secrets: [{id: a, value: %s}, {id: a, value: %s}]".formatted(SECRET, SECRET)),
                X + "secrets",
                "two secrets",
                "its own");
    }

    @Test
    void neitherValueNorFile() {
        refuses(x("secrets: [{id: a}]"), X + "secrets[0].value", "is missing", "set it");
    }

    @Test
    void bothValueAndFile() {
        refuses(secrets("value: " + SECRET + ", file: /x"), X + "secrets[0]", "both given", "keep one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  \"", ""})
    void anEmptyValue(String value) {
        refuses(secrets("value: " + value), X + "secrets[0].value", "is empty", "set it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\" hunter2-0123456789abcdef\"",
                "\"hunter2-0123456789abcdef \"",
                "\"hunter2-0123456789abcdef\\n\""
            })
    void whiteSpaceAroundAValue(String value) {
        refuses(secrets("value: " + value), X + "secrets[0].value", "white space", "remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${NO_SUCH_VARIABLE}", "whsec_${NO_SUCH_VARIABLE}", "${NO_SUCH}${VARIABLE}"})
    void aVariableThatIsNotSet(String value) {
        refuses(
                secrets("value: \"" + value + "\""),
                X + "secrets[0].value",
                "a placeholder that was not replaced",
                "set the variable");
        refuses(
                x("auth: {basic: {username: u, password: \"" + value + "\"}}"),
                X + "auth.basic.password",
                "a placeholder that was not replaced",
                "set the variable");
    }

    @Test
    void aVariableThatNamesItself() {
        refuses(
                secrets("value: \"${a:${b}}\"") + "\na: ${b}\nb: ${a}\n",
                X + "secrets[0].value",
                "not text that can be read",
                "correct");
    }

    @Test
    void aKeyOf13Bytes() {
        refuses(secrets("value: hunter2-12345"), X + "secrets[0].value", "a key of 13 bytes", "a longer one");
    }

    @Test
    void theSecondOfTwoSecrets() {
        refuses(
                x("secrets: [{id: a, value: %s}, {id: b, value: hunter2}]".formatted(SECRET)),
                X + "secrets[1].value",
                "a key of 7 bytes",
                "a longer one");
    }

    @Test
    void aFileThatIsNotThere() {
        refuses(secrets("file: " + folder.resolve(MARK)), X + "secrets[0].file", "no such file", "name a file");
        refuses(secrets("file: \"" + MARK + "\\0\""), X + "secrets[0].file", "no such file", "name a file");
    }

    @Test
    void aFolderForAFile() {
        refuses(secrets("file: " + folder), X + "secrets[0].file", "cannot be read (", "let the user");
    }

    @Test
    void aFileThatEndsInANewline() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");

        refuses(secrets("file: " + file), X + "secrets[0].file", "white space", "final newline");
    }

    @Test
    void anEmptyFile() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "");

        refuses(secrets("file: " + file), X + "secrets[0].file", "is empty", "as the provider shows it");
    }

    @Test
    void aFileThatIsNoText() throws IOException {
        Path file = Files.write(folder.resolve("secret"), Base64.getDecoder().decode("//79/A=="));

        refuses(secrets("file: " + file), X + "secrets[0].file", "not UTF-8", "as text");
    }

    @Test
    void aFileOfMoreThan64KiB() throws IOException {
        Path file = Files.write(folder.resolve("secret"), "a".repeat(65537).getBytes(UTF_8));

        refuses(secrets("file: " + file), X + "secrets[0].file", "more than 65536 bytes", "nothing else");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2026-11-22", "2026-11-22T10:00:00", "1763805600", "\"\""})
    void anInstantThatIsNone(String text) {
        refuses(
                good("x: 1").replace("}], x: 1", ", accept-until: " + text + "}]"),
                X + "secrets[0].accept-until",
                "not an instant",
                "2026-11-22T10:00:00Z");
        refuses(
                good("x: 1").replace("}], x: 1", ", accept-from: " + text + "}]"),
                X + "secrets[0].accept-from",
                "not an instant",
                "2026-11-22T10:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T10:00:00Z", "2026-11-22T09:59:59Z"})
    void anEndThatIsNotAfterTheBeginning(String until) {
        refuses(
                secrets("value: %s, accept-from: 2026-11-22T10:00:00Z, accept-until: %s".formatted(SECRET, until)),
                X + "secrets[0].accept-until",
                "which is never",
                "earlier");
    }

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

    @Test
    void aDeliveryIdHeaderForAnyButMar() {
        refuses(good("delivery-id-header: X-Id"), X + "delivery-id-header", "acme", "remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0B", "-1B", "67108865B", "4GB"})
    void aBodySizeOutOfRange(String size) {
        refuses(good("max-body: " + size), X + "max-body", "the size is", "1B to 64MB");
        refuses(
                good("conflict: refuse") + "\ncountersign.max-body: " + size,
                "countersign.max-body",
                "the size is",
                "64MB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hooks",
                "/hooks/*",
                "/hooks/{id}",
                "/hooks/",
                "//hooks",
                "/",
                "/a/../b",
                "/./b",
                "/a;b",
                "/a%2fb",
                "/a?b",
                "\"\""
            })
    void aPathThatIsNotPlain(String path) {
        refuses(
                good("path: \"" + path + "\"").replace("\"\"\"\"", "\"\""),
                X + "path",
                "not a plain path",
                "start with a slash");
    }

    @Test
    void aNameThatMakesNoPath() {
        refuses(
                "countersign: {endpoints: {\"[a b]\": {provider: acme, auth: {none: accepted}}}}",
                "countersign.endpoints[a b]",
                "an endpoint's name must be",
                "another name");
    }

    @Test
    void twoEndpointsAtOnePath() {
        refuses(
                "countersign: {endpoints: {a: {provider: acme, path: /h, auth: {none: accepted}},"
                        + " b: {provider: acme, path: /h, auth: {none: accepted}}}}",
                "countersign.endpoints.b.path",
                "endpoint \"a\" receives at /h already",
                "a path of its own");
    }

    @Test
    void anEndpointBelowOneThatEndsInAToken() {
        refuses(
                "countersign: {endpoints: {a: {provider: acme, path: /h, auth: {path: {token: %s}}}, b: {provider: acme, path: /h/b, auth: {none: accepted}}}}"
                        .formatted(SECRET),
                "countersign.endpoints.b.path",
                "endpoint \"a\" receives at /h/* already",
                "none below");
        refuses(
                "countersign: {endpoints: {a: {provider: acme, path: /h/b, auth: {none: accepted}}, b: {provider: acme, path: /h, auth: {path: {token: %s}}}}}"
                        .formatted(SECRET),
                "countersign.endpoints.b.path",
                "endpoint \"a\" receives at /h/b already",
                "none below");
    }

    @ParameterizedTest
    @CsvSource({"jdbc, is not in this version", "redis, is not in this version", "disk, there is no such store"})
    void aStoreThatIsNotHere(String store, String problem) {
        refuses(
                "countersign: {dedup: {store: " + store + "}}",
                "countersign.dedup.store",
                problem,
                "a bean of type DedupStore");
    }

    @Test
    void aRetentionShorterThanTheSenderRetries() {
        refuses(
                good("conflict: accept") + "\ncountersign.dedup.retention: 119m",
                "countersign.dedup.retention",
                "acme may send an event again for PT2H",
                "at least that");
    }

    @Test
    void aLeaseLongerThanTheRetention() {
        refuses(
                good("conflict: accept") + "\ncountersign.dedup: {retention: 2h, lease: 121m}",
                "countersign.dedup.lease",
                "longer than retention",
                "retention longer than lease");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retention", "lease"})
    void aDurationOfNothing(String name) {
        refuses(
                good("conflict: accept") + "\ncountersign.dedup." + name + ": 0s",
                "countersign.dedup." + name,
                "must be positive",
                "set it to");
    }

    private static void refusesOf(String provider, String keys, String key, String problem, String mend) {
        refuses(x(keys).replace("acme", provider), X + key, problem, mend);
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

    @Test
    void aMarDeliveryIdHeaderThatIsNone() {
        refusesOf(
                "mar",
                "secrets: [{id: a, value: %s}], delivery-id-header: \"X Id\"".formatted(SECRET),
                "delivery-id-header",
                "cannot be the name",
                "name the header");
    }
}
