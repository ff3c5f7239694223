package io.countersign.spring.autoconfigure;

import static io.countersign.spring.autoconfigure.Mistakes.MARK;
import static io.countersign.spring.autoconfigure.Mistakes.SECRET;
import static io.countersign.spring.autoconfigure.Mistakes.X;
import static io.countersign.spring.autoconfigure.Mistakes.good;
import static io.countersign.spring.autoconfigure.Mistakes.refuses;
import static io.countersign.spring.autoconfigure.Mistakes.secrets;
import static io.countersign.spring.autoconfigure.Mistakes.x;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in secrets. */
class SecretMistakesTest {
    @TempDir
    Path folder;

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
        refuses(secrets("file: " + folder.resolve(MARK)), X + "secrets[0].file", "is not there", "name a file");
        refuses(secrets("file: \"" + MARK + "\\0\""), X + "secrets[0].file", "is no path", "name a file");
    }

    @Test
    void aFolderForAFile() {
        refuses(secrets("file: " + folder), X + "secrets[0].file", "is a folder or a device", "name a file");
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

    @Test
    void tenantsThatNoBeanKnows() {
        refuses(x("tenants: " + MARK), X + "tenants", "there is no bean", "use one of [accounts]");
    }

    @Test
    void tenantsWithSecretsOrAuth() {
        refuses(good("tenants: accounts"), X.replaceFirst("\\.$", ""), "together with secrets", "keep one");
        refuses(
                x("tenants: accounts, auth: {none: accepted}"),
                X.replaceFirst("\\.$", ""),
                "together with auth",
                "keep one");
    }

    @Test
    void anOverlapWithoutAFile() {
        refuses(
                secrets("value: " + SECRET + ", overlap: 24h"),
                X + "secrets[0].overlap",
                "is for a file",
                "accept-until on the secret that is to be replaced");
    }

    @Test
    void anOverlapThatIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), SECRET);

        refuses(secrets("overlap: -1s, file: " + file), X + "secrets[0].overlap", "is negative", "24h");
        refuses(secrets("overlap: soon, file: " + file), X + "secrets[0].overlap", "not a duration", "60s");
    }

    @Test
    void aSampleForASecret() {
        refuses(
                secrets("value: \"It's a Secret to Everybody\""),
                X + "secrets[0].value",
                "is a sample out of a manual",
                "let the provider generate one");
        refuses(
                x("auth: {bearer: {token: changeme}}"),
                X + "auth.bearer.token",
                "is a sample out of a manual",
                "let the provider generate one");
        refuses(
                x("auth: {basic: {username: hooks, password: changeme}}"),
                X + "auth.basic",
                "is a sample out of a manual",
                "let the provider generate one");
    }

    @Test
    void aSampleInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "your-webhook-secret-here");

        refuses(secrets("file: " + file), X + "secrets[0].file", "is a sample", "let the provider generate one");
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
}
