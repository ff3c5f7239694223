package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.internal.Sha256;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The same JSON printed in other ways: what a framework does that parses a body and prints it again. */
final class JsonChanges implements Change.Family {

    @Override
    public Stream<Change> of(Attempt attempt) {
        byte[] body = attempt.delivery().body();
        if (body.length == 0) {
            return Stream.empty();
        }
        Set<ByteBuffer> tried = new HashSet<>();
        tried.add(digest(body));
        return JsonStyle.all()
                .flatMap(style -> style
                        .print(body)
                        .filter(printed -> tried.add(digest(printed)))
                        .map(printed -> BodyChanges.change(
                                attempt,
                                Cause.BODY_JSON,
                                "the signed body is the same JSON " + style
                                        + "; something parsed it and printed it again, so verify the raw bytes before"
                                        + " any JSON parser sees them",
                                printed))
                        .stream());
    }

    private static ByteBuffer digest(byte[] body) {
        return ByteBuffer.wrap(Sha256.of(body));
    }
}
