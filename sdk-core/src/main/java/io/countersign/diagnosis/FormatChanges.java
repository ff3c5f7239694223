package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.internal.Ascii;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureList;
import io.countersign.scheme.SignatureScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The signature header read as what its value looks like: another prefix, encoding, algorithm, list, or pairs. */
final class FormatChanges implements Change.Family {
    private static final Pattern HEX =
            Pattern.compile("(?<prefix>[A-Za-z0-9_.-]{0,12}[=,:])?(?<code>(?:[0-9A-Fa-f]{2})+)");
    private static final Pattern BASE64 =
            Pattern.compile("(?<prefix>[A-Za-z0-9_.-]{0,12}[=,:])?(?<code>[A-Za-z0-9+/]+={0,2})");
    private static final Pattern PAIRS = Pattern.compile(
            "(?<time>[A-Za-z0-9_]{1,12})=[0-9]{9,14},\\s*(?<label>[A-Za-z0-9_]{1,12})=(?<code>[0-9A-Fa-f]{64}|[A-Za-z0-9+/]{43}=)(?:,.*)?");

    @Override
    public Stream<Change> of(Attempt attempt) {
        return attempt.signature().stream().flatMap(scheme -> of(attempt, scheme));
    }

    private static Stream<Change> of(Attempt attempt, SignatureScheme scheme) {
        List<String> lines = attempt.delivery().headerLines(scheme.header());
        return Stream.concat(
                lists(attempt, scheme, lines),
                lines.stream()
                        .limit(1)
                        .flatMap(line -> Stream.concat(
                                pairs(attempt, scheme, line),
                                Arrays.stream(line.split("[, ]+", -1))
                                        .limit(4)
                                        .flatMap(item -> Stream.of(line, item))
                                        .distinct()
                                        .flatMap(item -> spellings(attempt, scheme, item)))));
    }

    private static Stream<Change> lists(Attempt attempt, SignatureScheme scheme, List<String> lines) {
        if (scheme.list() != SignatureList.NONE || lines.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(SignatureList.COMMA, SignatureList.SPACE)
                .flatMap(list -> AlteredSchemes.where(() -> AlteredSchemes.list(scheme, list))
                        .map(other -> new Change(
                                Cause.SIGNATURE_LIST,
                                "the header " + scheme.header()
                                        + (lines.size() > 1
                                                ? " was sent on several lines"
                                                : " holds several signatures")
                                        + ", as during a rotation; set list: "
                                        + (list == SignatureList.COMMA ? "comma" : "space") + " in the scheme",
                                attempt.with(other)))
                        .stream());
    }

    private static Stream<Change> pairs(Attempt attempt, SignatureScheme scheme, String line) {
        Matcher pairs = PAIRS.matcher(Ascii.trim(line));
        if (!pairs.matches()) {
            return Stream.empty();
        }
        String code = pairs.group("code").length() == 64 ? "hex" : "base64";
        String format = pairs.group("time") + "={timestamp}," + pairs.group("label") + "={" + code + "}";
        return format.equals(scheme.format())
                ? Stream.empty()
                : AlteredSchemes.where(() -> AlteredSchemes.pairs(scheme, format))
                        .map(other -> new Change(
                                Cause.SIGNATURE_PREFIX,
                                "the header " + scheme.header() + " holds the time too; set format: \"" + format
                                        + "\" and signed: \"{timestamp}.{body}\"",
                                attempt.with(other)))
                        .stream();
    }

    private static Stream<Change> spellings(Attempt attempt, SignatureScheme scheme, String item) {
        List<Change> changes = new ArrayList<>();
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            if ((algorithm == SignatureAlgorithm.ED25519) != (scheme.algorithm() == SignatureAlgorithm.ED25519)) {
                // A secret is the key of the one or of the other, never of both.
                continue;
            }
            looksLike(HEX, "hex", Ascii.trim(item), algorithm.signatureBytes() * 2)
                    .or(() -> looksLike(BASE64, "base64", Ascii.trim(item), (algorithm.signatureBytes() + 2) / 3 * 4))
                    .filter(format -> algorithm != scheme.algorithm() || !isOf(scheme, format))
                    .flatMap(format -> AlteredSchemes.where(() -> AlteredSchemes.format(scheme, algorithm, format))
                            .map(other -> change(attempt, scheme, other)))
                    .ifPresent(changes::add);
        }
        return changes.stream();
    }

    private static Optional<String> looksLike(Pattern pattern, String code, String item, int length) {
        Matcher matcher = pattern.matcher(item);
        if (!matcher.matches() || matcher.group("code").length() != length) {
            return Optional.empty();
        }
        String prefix = matcher.group("prefix");
        return Optional.of((prefix == null ? "" : prefix) + "{" + code + "}");
    }

    /** A prefix in square brackets may be there or not. */
    private static boolean isOf(SignatureScheme scheme, String format) {
        String own = scheme.format();
        return own.equals(format)
                || own.replace("[", "").replace("]", "").equals(format)
                || own.replaceAll("\\[.*]", "").equals(format);
    }

    private static Change change(Attempt attempt, SignatureScheme scheme, SignatureScheme other) {
        boolean otherAlgorithm = other.algorithm() != scheme.algorithm();
        boolean otherCode = isHex(other) != isHex(scheme);
        String made = otherAlgorithm ? "made with " + other.algorithm().documentName() + " and " : "";
        String mend = otherAlgorithm ? "algorithm: " + other.algorithm().documentName() + " and " : "";
        return new Change(
                otherAlgorithm ? Cause.ALGORITHM : otherCode ? Cause.SIGNATURE_ENCODING : Cause.SIGNATURE_PREFIX,
                "the signature is " + made + "written as \"" + other.format() + "\", not as \"" + scheme.format()
                        + "\"; set " + mend + "format: \"" + other.format() + "\" in the scheme",
                attempt.with(other));
    }

    private static boolean isHex(SignatureScheme scheme) {
        return scheme.format().contains("{hex}");
    }
}
