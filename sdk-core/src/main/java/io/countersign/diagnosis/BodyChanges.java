package io.countersign.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.diagnosis.Diagnosis.Cause;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What frameworks, proxies and editors do to a body between the sender and the verifier. */
final class BodyChanges implements Change.Family {
    private static final String MEND = "; hand the raw bytes to the verifier";

    @Override
    public Stream<Change> of(Attempt attempt) {
        byte[] body = attempt.delivery().body();
        // Every byte as one char, so that a text operation changes only what it is asked to.
        String text = new String(body, ISO_8859_1);
        if (body.length == 0) {
            return Stream.empty();
        }
        return Stream.of(newlines(attempt, text), lineEnds(attempt, text), charsets(attempt, body))
                .flatMap(changes -> changes);
    }

    static Change change(Attempt attempt, Cause cause, String sentence, byte[] body) {
        return new Change(cause, sentence, attempt.with(Deliveries.withBody(attempt.delivery(), body)));
    }

    private static Stream<Change> newlines(Attempt attempt, String text) {
        String stripped = text.replaceFirst("[\r\n]+$", "");
        Stream<Change> lost = Stream.of("\n", "\r\n")
                .map(end -> change(
                        attempt,
                        Cause.BODY_FINAL_NEWLINE,
                        "the signed body has a final newline that the received one lacks; something on the way removed it"
                                + MEND,
                        (stripped + end).getBytes(ISO_8859_1)));
        return stripped.length() == text.length()
                ? lost
                : Stream.of(change(
                        attempt,
                        Cause.BODY_FINAL_NEWLINE,
                        "the received body has a final newline that was not signed; something on the way, or the tool"
                                + " that captured it, added it" + MEND,
                        stripped.getBytes(ISO_8859_1)));
    }

    private static Stream<Change> lineEnds(Attempt attempt, String text) {
        String lf = text.replace("\r\n", "\n");
        return Stream.of(lf, lf.replace("\n", "\r\n"))
                .filter(other -> !other.equals(text))
                .map(other -> change(
                        attempt,
                        Cause.BODY_LINE_ENDS,
                        (other.equals(lf)
                                        ? "line ends of the body were turned from LF into CRLF"
                                        : "line ends of the body were turned from CRLF into LF")
                                + " on the way" + MEND,
                        other.getBytes(ISO_8859_1)));
    }

    private static Stream<Change> charsets(Attempt attempt, byte[] body) {
        Stream<Change> transcoded = Stream.concat(
                decoded(body, UTF_8)
                        .flatMap(text -> encoded(text, ISO_8859_1))
                        .map(bytes -> change(
                                attempt,
                                Cause.BODY_CHARSET,
                                "the signed body was read as ISO-8859-1 and written as UTF-8 on the way" + MEND,
                                bytes))
                        .stream(),
                Stream.of(change(
                        attempt,
                        Cause.BODY_CHARSET,
                        "the signed body was read as UTF-8 and written as ISO-8859-1 on the way" + MEND,
                        new String(body, ISO_8859_1).getBytes(UTF_8))));
        byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        boolean marked = body.length >= 3 && Arrays.equals(body, 0, 3, mark, 0, 3);
        return Stream.concat(
                transcoded.filter(
                        change -> !Arrays.equals(change.attempt().delivery().body(), body)),
                Stream.of(change(
                        attempt,
                        Cause.BODY_CHARSET,
                        (marked
                                        ? "the received body begins with a byte order mark that was not signed"
                                        : "the signed body begins with a byte order mark that was removed on the way")
                                + MEND,
                        marked ? Arrays.copyOfRange(body, 3, body.length) : concat(mark, body))));
    }

    private static Optional<String> decoded(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notThatCharset) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> encoded(String text, Charset charset) {
        return charset.newEncoder().canEncode(text) ? Optional.of(text.getBytes(charset)) : Optional.empty();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
