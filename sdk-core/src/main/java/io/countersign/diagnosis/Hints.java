package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.diagnosis.Diagnosis.Finding;
import java.util.stream.Stream;

/** What is odd about a delivery that nothing explains: worth a look, not proved. Stateless. */
final class Hints {
    private Hints() {}

    static Stream<Finding> of(Attempt attempt) {
        return Stream.of(headers(attempt), presets(attempt), emptyBody(attempt)).flatMap(findings -> findings);
    }

    /** The name that resembles ours is not shown: a stranger may have written it. */
    private static Stream<Finding> headers(Attempt attempt) {
        return HeaderChanges.missing(attempt)
                .filter(wanted ->
                        HeaderChanges.resembling(attempt, wanted).findAny().isPresent())
                .map(wanted -> hint(
                        Cause.HEADER_NAME,
                        "the header " + wanted + " is missing, and one whose name resembles it is there, but does not"
                                + " match either; look at both names"));
    }

    private static Stream<Finding> presets(Attempt attempt) {
        return HeaderChanges.missing(attempt).findAny().isEmpty()
                ? Stream.empty()
                : PresetChanges.present(attempt)
                        .limit(2)
                        .map(preset -> hint(
                                Cause.OTHER_PRESET,
                                "the delivery carries the signature header of the preset " + preset.name()
                                        + ", signed with none of these secrets; does it belong to another endpoint?"));
    }

    private static Stream<Finding> emptyBody(Attempt attempt) {
        return attempt.signature().isPresent() && attempt.delivery().bodyLength() == 0
                ? Stream.of(hint(
                        Cause.BODY_EMPTY,
                        "the body is empty; if the sender sent one, something read it before the verifier, such as a"
                                + " filter that asks for request parameters"))
                : Stream.empty();
    }

    private static Finding hint(Cause cause, String sentence) {
        return new Finding(cause, false, sentence);
    }
}
