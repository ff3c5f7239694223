package io.countersign.scheme;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@link SchemeDocument#write} says, as code. Stateless. */
final class SchemeWriter {
    /** Text that YAML takes as it is, and as text; everything else is quoted. */
    private static final Pattern PLAIN =
            Pattern.compile("(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z][A-Za-z0-9_-]*|[0-9]+(?:ms|s|m|h)");

    private SchemeWriter() {}

    static Map<String, Object> document(Scheme scheme) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (scheme instanceof SignatureScheme signature) {
            writeSignature(signature, document);
        } else if (scheme instanceof SharedSecretScheme shared) {
            writeShared(shared, document);
        } else if (scheme instanceof TwilioScheme) {
            document.put("preset", "twilio");
        } else {
            document.put("none", "accepted");
        }
        return document;
    }

    private static void writeShared(SharedSecretScheme scheme, Map<String, Object> document) {
        switch (scheme.place()) {
            case HEADER ->
                document.put("token", Map.of("header", scheme.headerName().orElseThrow()));
            case BASIC, BEARER, PATH -> document.put(DocumentNode.word(scheme.place()), true);
        }
    }

    private static void writeSignature(SignatureScheme scheme, Map<String, Object> document) {
        document.put("algorithm", scheme.algorithm().documentName());
        document.put("signature", signature(scheme));
        document.put("signed", scheme.signed());
        if (scheme.timestamp() != null) {
            document.put("timestamp", timestamp(scheme.timestamp()));
        }
        if (scheme.idHeader() != null) {
            document.put("id", Map.of("header", scheme.idHeader()));
        }
        writeSecret(scheme.secret(), document);
        if (scheme.publicKey() != null) {
            Map<String, Object> publicKey = new LinkedHashMap<>();
            publicKey.put("prefix", scheme.publicKey().secretPrefix());
            publicKey.put("format", scheme.publicKey().format());
            document.put("public-key", publicKey);
        }
        if (scheme.otherHeaders() != null) {
            document.put("or-headers", headers(scheme.otherHeaders()));
        }
        if (!scheme.urlDecode().isEmpty()) {
            document.put("url-decode", scheme.urlDecode());
        }
    }

    private static Map<String, Object> signature(SignatureScheme scheme) {
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("header", scheme.header());
        signature.put("format", scheme.format());
        if (scheme.list() != SignatureList.NONE) {
            signature.put("list", DocumentNode.word(scheme.list()));
        }
        return signature;
    }

    private static Map<String, Object> timestamp(TimestampRule rule) {
        Map<String, Object> timestamp = new LinkedHashMap<>();
        if (rule.place() instanceof TimestampRule.Place.Header inHeader) {
            timestamp.put("header", inHeader.name());
        } else if (rule.place() instanceof TimestampRule.Place.InBody inBody) {
            timestamp.put("body", inBody.pointer());
        }
        timestamp.put("unit", DocumentNode.word(rule.unit()));
        timestamp.put("tolerance", duration(rule.tolerance()));
        return timestamp;
    }

    private static String duration(Duration duration) {
        if (duration.equals(Duration.ofMinutes(duration.toMinutes()))) {
            return duration.toMinutes() + "m";
        }
        return duration.equals(Duration.ofSeconds(duration.toSeconds()))
                ? duration.toSeconds() + "s"
                : duration.toString();
    }

    private static void writeSecret(SecretFormat secret, Map<String, Object> document) {
        document.put("secret", DocumentNode.word(secret.encoding()));
        if (secret.prefix() != null) {
            document.put("secret-prefix", secret.prefix());
        }
        if (secret.minKeyBytes() != SecretFormat.FLOOR_BYTES) {
            document.put("secret-min-bytes", secret.minKeyBytes());
        }
    }

    private static Map<String, Object> headers(HeaderNames names) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("signature", names.signature());
        if (names.timestamp() != null) {
            headers.put("timestamp", names.timestamp());
        }
        if (names.id() != null) {
            headers.put("id", names.id());
        }
        return headers;
    }

    static String yaml(Map<String, Object> document) {
        StringBuilder yaml = new StringBuilder();
        writeYaml(document, "", yaml);
        return yaml.toString();
    }

    private static void writeYaml(Map<?, ?> document, String indent, StringBuilder yaml) {
        document.forEach((key, value) -> {
            yaml.append(indent).append(key).append(':');
            if (value instanceof Map<?, ?> nested) {
                yaml.append('\n');
                writeYaml(nested, indent + "  ", yaml);
            } else {
                yaml.append(' ').append(scalar(value)).append('\n');
            }
        });
    }

    private static String scalar(Object value) {
        String text = String.valueOf(value);
        boolean plain = !(value instanceof String) || PLAIN.matcher(text).matches();
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
