package io.countersign.spring.autoconfigure;

import io.countersign.secret.MountedSecrets;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes secrets of configured text and files.
 *
 * <p>Thread rule: stateless.
 */
final class SecretReader {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");
    private static final String AS_SHOWN = "give it exactly as the provider shows it";

    private SecretReader() {}

    /** The secrets of a list; empty for an absent one. */
    static List<KeyedSecret> list(ConfigKey key, @Nullable List<CountersignProperties.Secret> items) {
        List<KeyedSecret> secrets = new ArrayList<>();
        for (CountersignProperties.Secret item : items == null ? List.<CountersignProperties.Secret>of() : items) {
            secrets.add(one(key.item(secrets.size()), item));
        }
        if (!secrets.isEmpty()) {
            key.checked("give each its own id", () -> ring(secrets));
        }
        return secrets;
    }

    /** The ring of all of them; there must be one at least. */
    static SecretRing ring(List<KeyedSecret> secrets) {
        return SecretRing.of(secrets.stream().map(KeyedSecret::secret).toList());
    }

    /** The secret that is given by a value, under an id of ours. */
    static KeyedSecret value(ConfigKey key, String id, @Nullable String value) {
        String text = configured(key, value);
        return new KeyedSecret(key, key.checked(AS_SHOWN, () -> SigningSecret.of(id, text)));
    }

    /** User name and password. */
    static KeyedSecret basic(ConfigKey key, CountersignProperties.Basic basic) {
        String username = configured(key.child("username"), basic.username);
        String password = configured(key.child("password"), basic.password);
        return new KeyedSecret(key, key.checked(AS_SHOWN, () -> SigningSecret.basic("basic", username, password)));
    }

    private static KeyedSecret one(ConfigKey key, CountersignProperties.Secret item) {
        String id = required(
                key.child("id"), item.id, "give the secret a name for logs and metrics, for example \"2026-11\"");
        checkId(key.child("id"), id);
        if (item.file != null && item.value != null) {
            throw key.error("value and file are both given", "keep one of the two");
        }
        if (item.file != null) {
            return file(key, id, item.file, item);
        }
        if (item.overlap != null) {
            throw key.child("overlap")
                    .error("is for a file", "remove it; set accept-until on the secret that is to be replaced");
        }
        ConfigKey valueKey = key.child("value");
        String text = configured(valueKey, item.value);
        SigningSecret secret = valueKey.checked(AS_SHOWN, () -> SigningSecret.of(id, text));
        return new KeyedSecret(valueKey, within(key, secret, item));
    }

    private static KeyedSecret file(ConfigKey key, String id, String file, CountersignProperties.Secret item) {
        ConfigKey fileKey = key.child("file");
        Path path = path(fileKey, file);
        Duration overlap = item.overlap == null ? Duration.ZERO : item.overlap;
        if (overlap.isNegative()) {
            throw key.child("overlap").error("is negative", "write it like 24h");
        }
        SigningSecret atStart = fileKey.checked(
                AS_SHOWN,
                () -> MountedSecrets.builder()
                        .file(id, path)
                        .build()
                        .ring()
                        .secrets()
                        .get(0));
        return new KeyedSecret(
                fileKey,
                within(key, atStart, item),
                sources -> sources.file(id, path, overlap, secret -> within(key, secret, item)));
    }

    /** The name of the file is not quoted: a secret may stand there by mistake. */
    private static Path path(ConfigKey key, String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw key.error("is no path", "name a file that holds the secret and nothing else");
        }
    }

    /** The core checks an id together with its value; with a value that is right, what it refuses is the id. */
    private static void checkId(ConfigKey key, String id) {
        key.checked("use letters, digits, dots, dashes and underscores", () -> SigningSecret.of(id, "right"));
    }

    private static SigningSecret within(ConfigKey key, SigningSecret secret, CountersignProperties.Secret item) {
        SigningSecret bounded = secret;
        if (item.acceptFrom != null) {
            bounded = bounded.acceptFrom(instant(key.child("accept-from"), item.acceptFrom));
        }
        if (item.acceptUntil != null) {
            ConfigKey untilKey = key.child("accept-until");
            SigningSecret started = bounded;
            Instant until = instant(untilKey, item.acceptUntil);
            bounded = untilKey.checked("set it after accept-from", () -> started.acceptUntil(until));
        }
        return bounded;
    }

    /** An instant, as it is written for a window. */
    static Instant instant(ConfigKey key, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw key.error("the value is not an instant", "write it with its zone, like 2026-11-22T10:00:00Z");
        }
    }

    private static String configured(ConfigKey key, @Nullable String value) {
        String text = required(key, value, "set it, best through a variable or a file");
        if (PLACEHOLDER.matcher(text).find()) {
            throw key.error("the value holds a placeholder that was not replaced", "set the variable that it names");
        }
        return text;
    }

    static String required(ConfigKey key, @Nullable String value, String mend) {
        if (value == null) {
            throw key.error("is missing", mend);
        }
        if (value.isBlank()) {
            throw key.error("is empty", mend);
        }
        return value;
    }
}
