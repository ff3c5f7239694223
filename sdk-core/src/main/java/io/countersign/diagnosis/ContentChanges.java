package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.scheme.SignatureScheme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Other parts of the delivery signed than the scheme says: those that some known sender signs. */
final class ContentChanges implements Change.Family {
    /** The contents of the presets, and of senders that are close to them. */
    private static final List<String> CONTENTS = List.of(
            "{body}",
            "{timestamp}.{body}",
            "{timestamp}:{body}",
            "{timestamp}{body}",
            "{body}{timestamp}",
            "v0:{timestamp}:{body}",
            "v1:{timestamp}:{body}",
            "{id}.{timestamp}.{body}",
            "{url}{body}",
            "{method}{url}{body}",
            "{method}{url}{body}{timestamp}");

    /** No sender has more headers for its time or its id; a stranger may. */
    private static final int MAX_SOURCES = 3;

    @Override
    public Stream<Change> of(Attempt attempt) {
        return attempt.signature().stream()
                .flatMap(scheme -> CONTENTS.stream()
                        .filter(content -> !content.equals(scheme.signed()))
                        .flatMap(content -> of(attempt, scheme, content)));
    }

    private static Optional<String> ownTimestamp(SignatureScheme scheme) {
        return Optional.ofNullable(scheme.headers().timestamp());
    }

    private static Stream<Change> of(Attempt attempt, SignatureScheme scheme, String content) {
        return sources(content.contains("{timestamp}"), ownTimestamp(scheme), attempt, "time")
                .flatMap(
                        time -> sources(content.contains("{id}"), Optional.ofNullable(scheme.idHeader()), attempt, "id")
                                .flatMap(id -> change(attempt, scheme, content, time, id).stream()));
    }

    /** The headers that may hold a part: none where it is not signed, the scheme's own, or those whose name says so. */
    private static Stream<Source> sources(boolean signed, Optional<String> own, Attempt attempt, String word) {
        if (!signed) {
            return Stream.of(new Source(null));
        }
        return Stream.concat(
                        own.stream(),
                        Deliveries.headerNames(attempt.delivery()).stream()
                                .filter(name -> name.toLowerCase(Locale.ROOT).contains(word)))
                .distinct()
                .limit(MAX_SOURCES)
                .map(Source::new);
    }

    /** A header, or none. */
    private record Source(@Nullable String header) {
        private boolean differsFrom(@Nullable String own) {
            return header != null && (own == null || !header.equalsIgnoreCase(own));
        }
    }

    private static Optional<Change> change(
            Attempt attempt, SignatureScheme scheme, String content, Source time, Source id) {
        String mend = "set signed: \"" + content + "\""
                + (time.differsFrom(ownTimestamp(scheme).orElse(null))
                        ? " and timestamp: { header: " + time.header() + " }"
                        : "")
                + (id.differsFrom(scheme.idHeader()) ? " and id: { header: " + id.header() + " }" : "");
        return AlteredSchemes.where(() -> AlteredSchemes.content(
                        scheme, content, time.header(), id.header() == null ? scheme.idHeader() : id.header()))
                .map(other -> new Change(
                        Cause.SIGNED_CONTENT,
                        "the sender signs \"" + content + "\", not \"" + scheme.signed() + "\"; " + mend
                                + " in the scheme",
                        attempt.with(other)));
    }
}
