package io.countersign.scheme;

import java.util.Map;

/**
 * A scheme as it stands in configuration or in a vector file: nested keys and values, parsed from YAML or JSON by whoever
 * holds the text.
 *
 * <pre>{@code
 * algorithm: hmac-sha256           # or hmac-sha1, hmac-sha384, hmac-sha512, ed25519
 * signature:
 *   header: X-Acme-Signature
 *   format: "sha256={hex}"
 *   list: none                     # or comma, space, comma-or-space
 * signed: "{timestamp}.{body}"     # {body} {timestamp} {id} {method} {url}
 * timestamp: { header: X-Acme-Timestamp, unit: seconds, tolerance: 5m }
 * id: { header: X-Acme-Id }
 * secret: utf8                     # or hex, base64
 * secret-prefix: whsec_
 * }</pre>
 *
 * <p>Instead of {@code algorithm} and {@code signature}: {@code token: { header: X-Secret }}, {@code basic}, {@code bearer} or
 * {@code path} for a secret that is shown, {@code none: accepted} for no proof, {@code preset: NAME} for one of {@link Schemes}.
 * All keys are in {@code docs/schemes.md}.
 *
 * <p>What is printed reads back as the same scheme. Thread rule: stateless.
 */
public final class SchemeDocument {
    private SchemeDocument() {}

    /**
     * The scheme that a document describes.
     *
     * @param document keys to values: text, numbers, true, null, or again keys to values
     * @throws SchemeDocumentException naming the key, what is wrong and how to mend it
     */
    public static Scheme read(Map<String, ?> document) {
        return new SchemeReader(document).scheme();
    }

    /** The document of a scheme, in the order in which a person would write it. */
    public static Map<String, Object> write(Scheme scheme) {
        return SchemeWriter.document(scheme);
    }

    /** The document of a scheme as YAML, ending in a newline. */
    public static String toYaml(Scheme scheme) {
        return SchemeWriter.yaml(SchemeWriter.document(scheme));
    }
}
