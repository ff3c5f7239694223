package io.countersign.scheme;

import io.countersign.internal.ContentTemplate;
import io.countersign.internal.HttpNames;
import io.countersign.internal.SignatureTemplate;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@link SchemeDocument#read} says, as code. Confined to one thread. */
final class SchemeReader {
    private static final List<String> OF_SIGNATURES = List.of(
            "algorithm",
            "signature",
            "signed",
            "timestamp",
            "id",
            "secret",
            "secret-prefix",
            "secret-min-bytes",
            "public-key",
            "or-headers",
            "url-decode");
    private static final List<String> KINDS =
            List.of("signature", "token", "basic", "bearer", "path", "none", "preset");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private final DocumentNode root;

    SchemeReader(Map<String, ?> document) {
        List<String> known = new ArrayList<>(OF_SIGNATURES);
        KINDS.stream().filter(kind -> !known.contains(kind)).forEach(known::add);
        this.root = new DocumentNode("", document, known);
    }

    Scheme scheme() {
        List<String> kinds = root.present(KINDS);
        if (kinds.isEmpty()) {
            throw root.error(
                    "signature", "is missing; name the header and the format, or one of token, basic, bearer, path");
        }
        if (kinds.size() > 1) {
            throw root.error(kinds.get(1), "is given together with " + kinds.get(0) + "; keep one of the two");
        }
        String kind = kinds.get(0);
        if (kind.equals("signature")) {
            return signature();
        }
        List<String> unfit = root.present(OF_SIGNATURES);
        if (!unfit.isEmpty()) {
            throw root.error(unfit.get(0), "belongs to signatures, and " + kind + " has none; remove it");
        }
        return switch (kind) {
            case "token" -> token();
            case "basic" -> bare(kind, SharedSecretScheme.basic());
            case "bearer" -> bare(kind, SharedSecretScheme.bearer());
            case "path" -> bare(kind, SharedSecretScheme.path());
            case "none" -> none();
            default -> preset();
        };
    }

    private Scheme preset() {
        String name = root.required("preset", "name one of " + Schemes.names());
        return Schemes.byName(name)
                .orElseThrow(() -> root.error("preset", "\"" + name + "\" is none of " + Schemes.names()));
    }

    private Scheme token() {
        if (root.raw("token") instanceof String word) {
            return switch (word) {
                case "basic" -> SharedSecretScheme.basic();
                case "bearer" -> SharedSecretScheme.bearer();
                case "path" -> SharedSecretScheme.path();
                default ->
                    throw root.error(
                            "token",
                            "\"" + word
                                    + "\" is none of basic, bearer, path; for a header write token: { header: NAME }");
            };
        }
        DocumentNode token = root.child("token", "header").orElseThrow();
        return SharedSecretScheme.header(header(token, "header", "name the header that holds the secret"));
    }

    /** {@code basic:} alone, {@code basic: true} or {@code basic: {}}: there is nothing more to say of it. */
    private Scheme bare(String kind, Scheme scheme) {
        Object value = root.raw(kind);
        boolean saysNothing = value == null
                || Boolean.TRUE.equals(value)
                || "true".equals(value)
                || "".equals(value)
                || (value instanceof Map<?, ?> map && map.isEmpty());
        if (!saysNothing) {
            throw root.error(
                    kind,
                    "is " + DocumentNode.shown(value) + "; write " + kind + ": true, the secret stands elsewhere");
        }
        return scheme;
    }

    private Scheme none() {
        if (!"accepted".equals(root.raw("none"))) {
            throw root.error(
                    "none", "only the word accepted is taken here, and then whoever knows the URL is the sender");
        }
        return new UnauthenticatedScheme();
    }

    private SignatureScheme signature() {
        DocumentNode signature =
                root.child("signature", "header", "format", "list").orElseThrow();
        String header = header(signature, "header", "name the header of the signature");
        String format = signature.required("format", "say how it is written, for example sha256={hex}");
        SignatureTemplate parsed = signature.made("format", format, SignatureTemplate::parse);
        SignatureAlgorithm algorithm = root.oneOf(
                "algorithm",
                List.of(SignatureAlgorithm.values()),
                SignatureAlgorithm::documentName,
                SignatureAlgorithm.HMAC_SHA256);
        String signed = root.text("signed").orElse("{body}");
        root.made("signed", signed, ContentTemplate::parse);
        try {
            return SignatureScheme.with(algorithm, header, format)
                    .list(signature.oneOf(
                            "list", List.of(SignatureList.values()), DocumentNode::word, SignatureList.NONE))
                    .signed(signed)
                    .timestamp(timestamp(parsed))
                    .idHeader(root.child("id", "header")
                            .map(id -> header(id, "header", "name the header of the id"))
                            .orElse(null))
                    .secret(secret())
                    .publicKey(publicKey())
                    .otherHeaders(otherHeaders())
                    .urlDecode(root.text("url-decode").orElse(""))
                    .build();
        } catch (SchemeContradiction contradiction) {
            throw root.error(contradiction.key(), String.valueOf(contradiction.getMessage()));
        }
    }

    private static String header(DocumentNode node, String key, String mend) {
        return node.made(key, node.required(key, mend), HttpNames::checkHeader);
    }

    private @Nullable TimestampRule timestamp(SignatureTemplate format) {
        Optional<DocumentNode> given = root.child("timestamp", "header", "body", "unit", "tolerance");
        if (given.isEmpty()) {
            return format.carriesTimestamp() ? TimestampRule.secondsInSignature() : null;
        }
        DocumentNode node = given.get();
        TimestampRule.Unit unit = node.oneOf(
                "unit", List.of(TimestampRule.Unit.values()), DocumentNode::word, TimestampRule.Unit.SECONDS);
        TimestampRule.Place place = place(node, format);
        return node.text("tolerance")
                .map(text -> node.made("tolerance", text, t -> new TimestampRule(place, unit, duration(t))))
                .orElseGet(() -> new TimestampRule(place, unit, TimestampRule.DEFAULT_TOLERANCE));
    }

    private static TimestampRule.Place place(DocumentNode node, SignatureTemplate format) {
        if (node.has("header") && node.has("body")) {
            throw node.error("body", "is given together with header; the time stands in one of the two");
        }
        if (node.has("body")) {
            return node.made("body", node.required("body", ""), TimestampRule.Place.InBody::new);
        }
        if (node.has("header") || !format.carriesTimestamp()) {
            String mend = "name the header of the time, or body: with a JSON pointer";
            return new TimestampRule.Place.Header(header(node, "header", mend));
        }
        return new TimestampRule.Place.InSignature();
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException notIso) {
            throw new IllegalArgumentException("\"" + text + "\" is not a duration; write 300s, 5m or PT5M", notIso);
        }
    }

    private SecretFormat secret() {
        SecretFormat.Encoding encoding = root.oneOf(
                "secret", List.of(SecretFormat.Encoding.values()), DocumentNode::word, SecretFormat.Encoding.UTF8);
        int least = root.number("secret-min-bytes", SecretFormat.FLOOR_BYTES);
        SecretFormat format = new SecretFormat(encoding, null, SecretFormat.FLOOR_BYTES);
        SecretFormat floored = root.made("secret-min-bytes", Integer.toString(least), text -> format.atLeast(least));
        return root.text("secret-prefix")
                .map(text -> root.made(
                        "secret-prefix", text, prefix -> new SecretFormat(encoding, prefix, floored.minKeyBytes())))
                .orElse(floored);
    }

    private @Nullable PublicKeyFormat publicKey() {
        Optional<DocumentNode> node = root.child("public-key", "prefix", "format");
        if (node.isEmpty()) {
            return null;
        }
        String prefix = node.get().required("prefix", "say what a public key begins with, for example whpk_");
        String format = node.get().required("format", "say how its signatures are written, for example v1a,{base64}");
        return node.get().made("format", format, text -> new PublicKeyFormat(prefix, text));
    }

    private @Nullable HeaderNames otherHeaders() {
        Optional<DocumentNode> node = root.child("or-headers", "signature", "timestamp", "id");
        if (node.isEmpty()) {
            return null;
        }
        DocumentNode names = node.get();
        return new HeaderNames(
                header(names, "signature", "name the header of the signature"),
                names.has("timestamp") ? header(names, "timestamp", "") : null,
                names.has("id") ? header(names, "id", "") : null);
    }
}
