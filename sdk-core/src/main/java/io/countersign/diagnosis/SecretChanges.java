package io.countersign.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SigningSecret;
import java.time.Instant;
import java.util.stream.Stream;

/** Another secret of the ring, or one that was copied or stored in another way. */
final class SecretChanges implements Change.Family {

    @Override
    public Stream<Change> of(Attempt attempt) {
        return attempt.ring().secrets().stream().flatMap(secret -> changes(attempt, new NamedSecret(secret)));
    }

    private static Stream<Change> changes(Attempt attempt, NamedSecret secret) {
        Stream<Change> spellings = Stream.of(windows(attempt, secret), spaces(attempt, secret), quotes(attempt, secret))
                .flatMap(changes -> changes);
        if (attempt.scheme() instanceof SignatureScheme signature) {
            return Stream.concat(spellings, KeyChanges.of(attempt, signature, secret));
        }
        return attempt.scheme() instanceof SharedSecretScheme shared
                ? Stream.concat(spellings, words(attempt, shared, secret))
                : spellings;
    }

    private static Stream<Change> windows(Attempt attempt, NamedSecret named) {
        SigningSecret secret = named.secret();
        Instant arrival = attempt.delivery().receivedAt();
        if (secret.isAcceptedAt(arrival)) {
            return Stream.empty();
        }
        if (secret.isRevoked()) {
            return Stream.of(new Change(
                    Cause.SECRET_REVOKED,
                    "it was signed with " + named
                            + ", which was revoked; let the sender use the current secret, and mind"
                            + " that somebody else may have signed it",
                    attempt.with(named.unbounded())));
        }
        boolean ended =
                secret.acceptedUntil().filter(until -> !arrival.isBefore(until)).isPresent();
        Cause cause = ended ? Cause.SECRET_EXPIRED : Cause.SECRET_NOT_YET_ACCEPTED;
        String window = ended
                ? ", whose window ended at " + secret.acceptedUntil().orElseThrow()
                        + "; let the sender use the current secret, or extend accept-until"
                : ", which is accepted only from " + secret.acceptedFrom().orElseThrow()
                        + " on; move accept-from to an earlier time";
        return Stream.of(new Change(cause, "it was signed with " + named + window, attempt.with(named.unbounded())));
    }

    private static Stream<Change> spaces(Attempt attempt, NamedSecret secret) {
        String trimmed = secret.text().strip();
        if (trimmed.isEmpty()) {
            return Stream.empty();
        }
        return trimmed.equals(secret.text())
                ? Stream.of("\n", "\r\n")
                        .map(end -> new Change(
                                Cause.SECRET_WHITE_SPACE,
                                "the sender's copy of " + secret + " ends in a line end; enter it there again without",
                                attempt.with(secret.withText(trimmed + end))))
                : Stream.of(new Change(
                        Cause.SECRET_WHITE_SPACE,
                        secret + " begins or ends in white space; remove it where the secret is stored (a final newline"
                                + " in a file is the usual cause)",
                        attempt.with(secret.withText(trimmed))));
    }

    private static Stream<Change> quotes(Attempt attempt, NamedSecret secret) {
        String text = secret.text().strip();
        char first = text.length() < 3 ? ' ' : text.charAt(0);
        boolean quoted = (first == '"' || first == '\'') && text.charAt(text.length() - 1) == first;
        return quoted
                ? Stream.of(new Change(
                        Cause.SECRET_QUOTED,
                        secret + " was stored with the quotes around it; remove them",
                        attempt.with(secret.withText(text.substring(1, text.length() - 1)))))
                : Stream.empty();
    }

    /** {@code Bearer} and its like: part of the header, or of the secret, or of neither. */
    private static Stream<Change> words(Attempt attempt, SharedSecretScheme scheme, NamedSecret secret) {
        boolean whole = scheme.place() == SharedSecretScheme.Place.HEADER;
        Stream<Change> changes = Stream.of("Bearer", "Basic", "Token").flatMap(word -> {
            String before = word + " ";
            if (secret.text().startsWith(before)) {
                return Stream.of(new Change(
                        Cause.SECRET_PREFIX,
                        secret + " was stored with the word \"" + word + "\" before it; remove that",
                        attempt.with(secret.withText(secret.text().substring(before.length())))));
            }
            return whole
                    ? Stream.of(new Change(
                            Cause.SECRET_PREFIX,
                            "the sender shows " + secret + " after the word \"" + word
                                    + "\"; store it with that word, or choose bearer or basic authentication",
                            attempt.with(secret.withText(before + secret.text()))))
                    : Stream.empty();
        });
        return Stream.concat(
                changes,
                secret
                        .decodedBase64()
                        .map(decoded -> new Change(
                                Cause.SECRET_ENCODING,
                                secret + " is stored in base64, and the sender shows what it says; store it decoded",
                                attempt.with(secret.withText(new String(decoded, ISO_8859_1)))))
                        .stream());
    }
}
