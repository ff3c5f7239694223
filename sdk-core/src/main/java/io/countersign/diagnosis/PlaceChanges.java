package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.scheme.SharedSecretScheme;
import java.util.Locale;
import java.util.stream.Stream;

/** The credentials in another place: another header, basic, bearer, the end of the path. */
final class PlaceChanges implements Change.Family {
    private static final int MAX_HEADERS = 64;

    @Override
    public Stream<Change> of(Attempt attempt) {
        if (!(attempt.scheme() instanceof SharedSecretScheme own)) {
            return Stream.empty();
        }
        Stream<SharedSecretScheme> headers = Deliveries.headerNames(attempt.delivery()).stream()
                .limit(MAX_HEADERS)
                .flatMap(name -> AlteredSchemes.where(() -> SharedSecretScheme.header(name)).stream());
        return Stream.concat(
                        Stream.of(SharedSecretScheme.bearer(), SharedSecretScheme.basic(), SharedSecretScheme.path()),
                        headers)
                .filter(other -> !other.equals(own))
                .map(other -> new Change(
                        Cause.CREDENTIALS_PLACE,
                        "the sender shows its secret " + words(other) + ", not " + words(own)
                                + "; change one of the two",
                        attempt.with(other)));
    }

    private static String words(SharedSecretScheme scheme) {
        return switch (scheme.place()) {
            case HEADER -> "in the header " + scheme.headerName().orElseThrow();
            case PATH -> "at the end of the path";
            case BASIC, BEARER -> "as " + scheme.place().name().toLowerCase(Locale.ROOT) + " authentication";
        };
    }
}
