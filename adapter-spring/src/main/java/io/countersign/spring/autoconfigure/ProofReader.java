package io.countersign.spring.autoconfigure;

import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.TenantSecrets;
import io.countersign.verify.WebhookVerifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads how the sender of one endpoint proves itself: the provider's default, a {@code signature} block or a {@code scheme}
 * document with {@code secrets}, or exactly one kind of {@code auth}.
 *
 * <p>Thread rule: stateless.
 */
final class ProofReader {
    private static final String AUTH_CHOICES =
            "set auth.api-key.header and .value, auth.basic.username and .password, auth.bearer.token, auth.path.token,"
                    + " or auth.none: accepted to take whoever knows the URL for the sender";

    private ProofReader() {}

    /** With the scheme of the endpoint's own document, or null where it has none. */
    static Proof read(
            ConfigKey key,
            CountersignProperties.Endpoint endpoint,
            Provider<?> provider,
            @Nullable Scheme own,
            @Nullable TenantSecrets tenants) {
        Proof proof = chosen(key, endpoint, provider, own, tenants);
        checkSecrets(key.child("secrets"), proof);
        for (KeyedSecret secret : proof.secrets()) {
            check(secret, proof.scheme(), provider);
        }
        return proof;
    }

    private static Proof chosen(
            ConfigKey key,
            CountersignProperties.Endpoint endpoint,
            Provider<?> provider,
            @Nullable Scheme own,
            @Nullable TenantSecrets tenants) {
        List<KeyedSecret> secrets = SecretReader.list(key.child("secrets"), endpoint.secrets());
        if (tenants != null && (!secrets.isEmpty() || endpoint.auth() != null)) {
            throw key.error(
                    "tenants is given together with " + (secrets.isEmpty() ? "auth" : "secrets"),
                    "keep one of the two; a scheme: says how the tenants prove themselves");
        }
        if (own != null && endpoint.signature() != null) {
            throw key.error("scheme is given together with signature", "keep one of the two");
        }
        if (endpoint.auth() != null) {
            if (own != null || !secrets.isEmpty() || endpoint.signature() != null) {
                String other = own != null ? "scheme" : secrets.isEmpty() ? "signature" : "secrets";
                throw key.error(
                        "auth is given together with " + other,
                        "keep one of the two; several keys or tokens in rotation stand in auth.<kind>.secrets");
            }
            return auth(key.child("auth"), endpoint.auth());
        }
        return new Proof(scheme(key, endpoint, provider, own), secrets, tenants);
    }

    private static Scheme scheme(
            ConfigKey key, CountersignProperties.Endpoint endpoint, Provider<?> provider, @Nullable Scheme own) {
        if (own != null) {
            return own;
        }
        return endpoint.signature() != null
                ? signature(key.child("signature"), endpoint.signature())
                : provider.defaultScheme()
                        .orElseThrow(() -> key.child("auth")
                                .error("is missing: " + provider.name() + " documents no signature", AUTH_CHOICES));
    }

    private static void checkSecrets(ConfigKey key, Proof proof) {
        boolean needed = !(proof.scheme() instanceof UnauthenticatedScheme);
        if (needed && proof.secrets().isEmpty() && proof.tenants().isEmpty()) {
            throw key.error(
                    "is missing, and without a secret there is no start",
                    "add an item with an id and a value or a file; where the sender has no secret, " + AUTH_CHOICES);
        }
        if (!needed && (!proof.secrets().isEmpty() || proof.tenants().isPresent())) {
            throw key.error("is given, but the scheme checks none", "remove it, or choose another scheme");
        }
    }

    private static Scheme signature(ConfigKey key, CountersignProperties.Signature signature) {
        String header =
                SecretReader.required(key.child("header"), signature.header(), "name the header of the signature");
        String format = SecretReader.required(
                key.child("format"), signature.format(), "say how it is written there, for example sha256={hex}");
        SignatureAlgorithm algorithm =
                signature.algorithm() == null ? SignatureAlgorithm.HMAC_SHA256 : signature.algorithm();
        return key.checked(
                "correct the header or the format; {hex}, sha256={hex} and {base64} are formats",
                () -> SignatureScheme.with(algorithm, header, format).build());
    }

    private static Proof auth(ConfigKey key, CountersignProperties.Auth auth) {
        List<Proof> kinds = new ArrayList<>();
        List<String> names = new ArrayList<>();
        if (auth.apiKey() != null) {
            names.add("api-key");
            kinds.add(apiKey(key.child("api-key"), auth.apiKey()));
        }
        if (auth.basic() != null) {
            names.add("basic");
            kinds.add(new Proof(
                    SharedSecretScheme.basic(), List.of(SecretReader.basic(key.child("basic"), auth.basic()))));
        }
        if (auth.bearer() != null) {
            names.add("bearer");
            kinds.add(token(key, "bearer", SharedSecretScheme.bearer(), auth.bearer()));
        }
        if (auth.path() != null) {
            names.add("path");
            kinds.add(token(key, "path", SharedSecretScheme.path(), auth.path()));
        }
        if (auth.none() != null) {
            names.add("none");
            kinds.add(none(key.child("none"), auth.none()));
        }
        if (kinds.size() != 1) {
            throw key.error(
                    names.isEmpty() ? "names no kind" : "names more than one kind: " + String.join(", ", names),
                    names.isEmpty() ? AUTH_CHOICES : "keep the one that the sender uses");
        }
        return kinds.get(0);
    }

    private static Proof apiKey(ConfigKey key, CountersignProperties.ApiKey apiKey) {
        String name = SecretReader.required(
                key.child("header"), apiKey.header, "name the header that holds the key, for example X-Api-Key");
        Scheme scheme = key.child("header")
                .checked("name the header that the sender uses", () -> SharedSecretScheme.header(name));
        return new Proof(scheme, valueOrList(key, "value", "api-key", apiKey.value, apiKey.secrets));
    }

    private static Proof token(ConfigKey auth, String kind, Scheme scheme, CountersignProperties.Token token) {
        return new Proof(scheme, valueOrList(auth.child(kind), "token", kind, token.token, token.secrets));
    }

    private static List<KeyedSecret> valueOrList(
            ConfigKey key,
            String valueName,
            String id,
            @Nullable String value,
            @Nullable List<CountersignProperties.Secret> items) {
        List<KeyedSecret> secrets = SecretReader.list(key.child("secrets"), items);
        if (secrets.isEmpty()) {
            return List.of(SecretReader.value(key.child(valueName), id, value));
        }
        if (value != null) {
            throw key.error(valueName + " and secrets are both given", "keep one of the two");
        }
        return secrets;
    }

    private static Proof none(ConfigKey key, String word) {
        if (!word.equals("accepted")) {
            throw key.error(
                    "only the word accepted is taken here",
                    "write auth.none: accepted if whoever knows the URL may be taken for the sender");
        }
        return new Proof(new UnauthenticatedScheme(), List.of());
    }

    /** One secret at a time, so that what the core refuses can be named by its key. */
    private static void check(KeyedSecret secret, Scheme scheme, Provider<?> provider) {
        secret.key().checked("copy it again from the provider", () -> {
            SecretRing alone = SecretRing.of(secret.secret());
            provider.checkSecrets(alone);
            return WebhookVerifier.builder(scheme).secrets(alone).build();
        });
    }
}
