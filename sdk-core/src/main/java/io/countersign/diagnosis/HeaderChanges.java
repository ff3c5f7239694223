package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.scheme.HeaderNames;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TwilioScheme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A header under a name that resembles the one that is missing: renamed by a proxy, a gateway or a typing error. */
final class HeaderChanges implements Change.Family {
    private static final int MAX_CANDIDATES = 4;

    @Override
    public Stream<Change> of(Attempt attempt) {
        return missing(attempt)
                .flatMap(wanted -> resembling(attempt, wanted)
                        .map(found -> new Change(
                                Cause.HEADER_NAME,
                                "the header " + wanted + " came as " + found
                                        + "; let the proxy or gateway in between keep its name, or set that name in the"
                                        + " scheme",
                                attempt.with(Deliveries.renamed(attempt.delivery(), found, wanted)))));
    }

    /** The headers that the scheme needs and the delivery lacks. */
    static Stream<String> missing(Attempt attempt) {
        if (attempt.scheme() instanceof SignatureScheme scheme) {
            HeaderNames others = scheme.otherHeaders();
            boolean othersAreThere = others != null
                    && missing(attempt, needed(scheme, others)).findAny().isEmpty();
            return othersAreThere ? Stream.empty() : missing(attempt, needed(scheme, scheme.headers()));
        }
        if (attempt.scheme() instanceof SharedSecretScheme shared) {
            return missing(attempt, shared.headerName().stream());
        }
        return missing(attempt, Stream.of(TwilioScheme.HEADER));
    }

    private static Stream<String> missing(Attempt attempt, Stream<String> needed) {
        return needed.filter(name -> attempt.delivery().headerLines(name).isEmpty());
    }

    private static Stream<String> needed(SignatureScheme scheme, HeaderNames headers) {
        return Stream.of(
                        Optional.of(headers.signature()),
                        Optional.ofNullable(headers.timestamp()),
                        Optional.ofNullable(headers.id())
                                .filter(id -> scheme.signed().contains("{id}")))
                .flatMap(Optional::stream);
    }

    static Stream<String> resembling(Attempt attempt, String wanted) {
        List<String> names = Deliveries.headerNames(attempt.delivery());
        return names.stream()
                .filter(name -> resembles(plain(name), plain(wanted)))
                .distinct()
                .limit(MAX_CANDIDATES);
    }

    /** The name without what differs between servers, gateways and their variables. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("^(?:http-)?(?:x-)?", "");
    }

    private static boolean resembles(String name, String wanted) {
        return name.equals(wanted)
                || (name.length() > 5 && (wanted.startsWith(name) || name.endsWith(wanted)))
                || (Math.abs(name.length() - wanted.length()) <= 2 && distance(name, wanted) <= 2);
    }

    /** How many letters have to be put in, left out or replaced (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
