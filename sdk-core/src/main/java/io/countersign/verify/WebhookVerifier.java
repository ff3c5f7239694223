package io.countersign.verify;

import static java.util.Objects.requireNonNull;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TwilioScheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.TenantSecrets;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a delivery came from its sender.
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.builder(Schemes.statusPulse()).secrets(ring).build();
 * Verification verdict = verifier.verify(delivery);
 * }</pre>
 *
 * <h2>What it guarantees</h2>
 *
 * <ul>
 *   <li>Every secret whose window is open is tried against every presented signature, without early exit; comparisons take
 *       the same time whether they match or not.
 *   <li>{@link #verify} returns a verdict for any delivery whatever; it never throws and never asks the network.
 *   <li>What it returns as verified are the bytes that were checked.
 * </ul>
 *
 * <h2>What it does not promise</h2>
 *
 * <ul>
 *   <li>That the delivery is the first of its kind: a captured one can be sent again. Claims are there for that.
 *   <li>With a shared secret, that the body is the sender's; with {@link UnauthenticatedScheme}, anything.
 * </ul>
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class WebhookVerifier {
    private final Scheme scheme;
    private final @Nullable URI publicUrl;
    private final Check check;

    private WebhookVerifier(Scheme scheme, @Nullable URI publicUrl, Check check) {
        this.scheme = scheme;
        this.publicUrl = publicUrl;
        this.check = check;
    }

    /** A builder for a verifier of that scheme. */
    public static Builder builder(Scheme scheme) {
        return new Builder(scheme);
    }

    /** How the sender proves itself. */
    public Scheme scheme() {
        return scheme;
    }

    /** Under which URL the sender reaches this service, where that was said. */
    public Optional<URI> publicUrl() {
        return Optional.ofNullable(publicUrl);
    }

    /** The verdict on {@code delivery}, judged at its arrival. Never throws. */
    public Verification verify(Delivery delivery) {
        try {
            return check.judge(delivery);
        } catch (RuntimeException sourceFailed) {
            // The checks are total, so what failed is the source.
            return new Verification.Rejected(RejectionReason.SECRETS_UNAVAILABLE);
        }
    }

    /** Builds a {@link WebhookVerifier}. Confined to one thread. */
    public static final class Builder {
        private final Scheme scheme;
        private @Nullable SecretSource secrets;
        private @Nullable TenantSecrets tenants;
        private boolean weakSecretsAllowed;
        private @Nullable URI publicUrl;

        private Builder(Scheme scheme) {
            this.scheme = requireNonNull(scheme, "scheme");
        }

        /** The secrets to try. */
        public Builder secrets(SecretRing ring) {
            return secrets(SecretSource.constant(ring));
        }

        /** Where the secrets to try come from. */
        public Builder secrets(SecretSource source) {
            this.secrets = requireNonNull(source, "source");
            return this;
        }

        /**
         * Where the secrets of many tenants come from that share this endpoint, instead of {@link #secrets}. The tenant is the
         * last segment of the path, or what {@link Delivery.Builder#tenant} was given.
         */
        public Builder tenants(TenantSecrets tenants) {
            this.tenants = requireNonNull(tenants, "tenants");
            return this;
        }

        /** Takes secrets that are too short to be safe, or that documents publish: for published test vectors, not for an endpoint. */
        public Builder allowWeakSecrets() {
            this.weakSecretsAllowed = true;
            return this;
        }

        /**
         * Under which URL the sender reaches this service, for schemes that sign the URL: what stands before the path of a
         * delivery, such as {@code https://hooks.example.com}. A server cannot tell behind a proxy, and a {@code Host} header
         * is anybody's.
         *
         * @throws IllegalArgumentException where it is not an http or https URL, or has a query or a fragment
         */
        public Builder publicUrl(URI url) {
            this.publicUrl = SignedUrl.checked(requireNonNull(url, "url"));
            return this;
        }

        /**
         * The verifier. Its secrets are read and prepared once here, so that a wrong one stops the start; those of tenants are
         * at the first delivery for each.
         *
         * @throws IllegalStateException where secrets are missing, or given to a scheme that has none
         * @throws IllegalArgumentException where a secret cannot be one of this scheme's
         */
        public WebhookVerifier build() {
            if (scheme instanceof UnauthenticatedScheme) {
                if (secrets != null || tenants != null) {
                    throw new IllegalStateException(
                            "secrets were given, but the scheme checks none; choose one of the two");
                }
                return new WebhookVerifier(scheme, publicUrl, Check.NOTHING);
            }
            return new WebhookVerifier(scheme, publicUrl, check(source()));
        }

        private KeyRings.Source source() {
            SecretSource one = secrets;
            TenantSecrets many = tenants;
            if (one != null && many != null) {
                throw new IllegalStateException("secrets and tenants were both given; choose one of the two");
            }
            if (many != null) {
                if (scheme instanceof SharedSecretScheme shared && shared.place() == SharedSecretScheme.Place.PATH) {
                    throw new IllegalStateException(
                            "the end of the path is the secret already, so it cannot name a tenant;"
                                    + " have the tenants prove themselves in a header");
                }
                return new KeyRings.Source() {
                    @Override
                    public <K> KeyRings<K> rings(Keying<K> keying) {
                        return new KeyRings.OfTenants<>(many, keying);
                    }
                };
            }
            if (one == null) {
                throw new IllegalStateException(
                        "no secret, no start: call secrets(...), or choose UnauthenticatedScheme"
                                + " by name where the sender has nothing to prove itself with");
            }
            return new KeyRings.Source() {
                @Override
                public <K> KeyRings<K> rings(Keying<K> keying) {
                    return new KeyRings.OfSource<>(one, keying);
                }
            };
        }

        private Check check(KeyRings.Source source) {
            if (scheme instanceof SignatureScheme signature) {
                SignedUrl urls = new SignedUrl(publicUrl, signature.urlDecode());
                return new SignatureCheck(signature, weakSecretsAllowed, urls, source);
            }
            if (scheme instanceof TwilioScheme) {
                return new TwilioCheck(weakSecretsAllowed, new SignedUrl(publicUrl, ""), source);
            }
            return new SharedSecretCheck((SharedSecretScheme) scheme, weakSecretsAllowed, source);
        }
    }
}
