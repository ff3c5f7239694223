package io.countersign.spring.autoconfigure;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.SchemeDocument;
import io.countersign.scheme.SchemeDocumentException;
import io.countersign.verify.WebhookVerifier;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code scheme}, a document of its own, and {@code public-url}, which belongs to schemes that sign the URL.
 *
 * <p>Thread rule: stateless.
 */
final class SchemeConfiguration {
    /** Keys whose value is a word or nothing, and where somebody may write the secret itself by mistake. */
    private static final Set<String> TEMPTING = Set.of("secret", "token", "basic", "bearer", "path", "none");

    private static final String LIKE = "such as https://hooks.example.com";

    private SchemeConfiguration() {}

    /** The scheme that the document describes, or null where there is none. */
    static @Nullable Scheme read(ConfigKey key, @Nullable Map<String, Object> document) {
        if (document == null) {
            return null;
        }
        try {
            return SchemeDocument.read(document);
        } catch (SchemeDocumentException mistake) {
            throw inOurWords(key, document, mistake);
        }
    }

    private static RuntimeException inOurWords(
            ConfigKey key, Map<String, Object> document, SchemeDocumentException mistake) {
        ConfigKey place = mistake.key().isEmpty() ? key : key.child(mistake.key());
        Object value = document.get(mistake.key());
        String problem = TEMPTING.contains(mistake.key()) && value != null
                ? mistake.problem().replace("\"" + value + "\"", "not what is known here, and not shown")
                : mistake.problem();
        return place.refused(problem, "docs/configuration.md shows a whole document");
    }

    /** The public URL, or null where none is given and none is needed. */
    static @Nullable URI publicUrl(ConfigKey key, @Nullable String text, Scheme scheme, String sender) {
        if (text == null) {
            if (scheme.signsUrl()) {
                throw key.error(
                        "is missing: the URL is part of what " + sender + " signs",
                        "set it to what stands before the path there, " + LIKE);
            }
            return null;
        }
        return key.checked("write it like https://hooks.example.com", () -> {
            URI url = URI.create(text);
            WebhookVerifier.builder(scheme).publicUrl(url);
            return url;
        });
    }
}
