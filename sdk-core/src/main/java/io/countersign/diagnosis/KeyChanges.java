package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.scheme.SecretFormat;
import io.countersign.scheme.SignatureScheme;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Other keys that the text of one secret could stand for: with or without its prefix, decoded or not. Stateless. */
final class KeyChanges {
    private static final String USUAL_PREFIX = "whsec_";

    private KeyChanges() {}

    static Stream<Change> of(Attempt attempt, SignatureScheme scheme, NamedSecret secret) {
        return Stream.concat(added(attempt, scheme, secret), read(attempt, scheme, secret));
    }

    private static Stream<Change> added(Attempt attempt, SignatureScheme scheme, NamedSecret secret) {
        if (scheme.secret().encoding() != SecretFormat.Encoding.UTF8
                || !secret.prefix().isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(new Change(
                Cause.SECRET_PREFIX,
                secret + " lacks the prefix \"" + USUAL_PREFIX
                        + "\", which is part of the sender's key; copy the secret whole",
                attempt.with(AlteredSchemes.secret(scheme, SecretFormat.Encoding.UTF8))
                        .with(secret.withText(USUAL_PREFIX + secret.text()))));
    }

    private static Stream<Change> read(Attempt attempt, SignatureScheme scheme, NamedSecret secret) {
        String prefix = secret.prefix();
        Stream<String> prefixes = prefix.isEmpty() ? Stream.of("") : Stream.of("", prefix);
        return prefixes.flatMap(dropped -> Arrays.stream(SecretFormat.Encoding.values())
                .filter(encoding -> !isWhatTheSchemeDoes(scheme, secret, encoding, dropped))
                .map(encoding -> new Change(
                        encoding == scheme.secret().encoding() ? Cause.SECRET_PREFIX : Cause.SECRET_ENCODING,
                        sentence(scheme, secret, encoding, dropped),
                        attempt.with(AlteredSchemes.secret(scheme, encoding))
                                .with(secret.withText(
                                        readable(secret.text().substring(dropped.length()), encoding))))));
    }

    private static boolean isWhatTheSchemeDoes(
            SignatureScheme scheme, NamedSecret secret, SecretFormat.Encoding encoding, String dropped) {
        String itsPrefix = Optional.ofNullable(scheme.secret().prefix())
                .filter(secret.text()::startsWith)
                .orElse("");
        return encoding == scheme.secret().encoding() && dropped.equals(itsPrefix);
    }

    private static String sentence(
            SignatureScheme scheme, NamedSecret secret, SecretFormat.Encoding encoding, String dropped) {
        String key = encoding == SecretFormat.Encoding.UTF8 ? "the text" : "what the text says in " + word(encoding);
        String prefix = "";
        if (!secret.prefix().isEmpty()) {
            prefix = dropped.isEmpty() ? ", its prefix included" : ", without its prefix";
        }
        StringJoiner mend = new StringJoiner(" and ", "set ", " in the scheme");
        if (encoding != scheme.secret().encoding()) {
            mend.add("secret: " + word(encoding));
        }
        if (!secret.prefix().isEmpty()) {
            mend.add(dropped.isEmpty() ? "no secret-prefix" : "secret-prefix: " + dropped);
        }
        return "the sender's key is " + key + " of " + secret + prefix + "; " + mend;
    }

    private static String word(SecretFormat.Encoding encoding) {
        return encoding.name().toLowerCase(Locale.ROOT);
    }

    /** Many senders read base64 of any spelling; the verifier reads one. */
    private static String readable(String text, SecretFormat.Encoding encoding) {
        if (encoding != SecretFormat.Encoding.BASE64) {
            return text;
        }
        String unpadded = text.strip().replace('-', '+').replace('_', '/').replaceAll("=+$", "");
        return unpadded + "=".repeat((4 - unpadded.length() % 4) % 4);
    }
}
