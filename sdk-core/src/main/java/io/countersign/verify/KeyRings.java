package io.countersign.verify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import io.countersign.secret.TenantSecrets;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a check finds the keys for a delivery. Safe for concurrent use. */
sealed interface KeyRings<K> {

    /** One of the two kinds, for a check that brings the keying. */
    interface Source {
        <K> KeyRings<K> rings(Keying<K> keying);
    }

    /** As {@link KeyedRing#matching}, of the ring that this delivery is for. */
    SigningSecret matching(Delivery delivery, Predicate<K> matches, RejectionReason otherwise) throws Refusal;

    /** The tenant whose ring that is; {@code null} where there are no tenants. */
    @Nullable
    String tenant(Delivery delivery);

    /** One ring for every delivery: keyed again where the source returns another one, and otherwise two comparisons. */
    final class OfSource<K> implements KeyRings<K> {
        private final SecretSource source;
        private final Keying<K> keying;
        private final KeyLog log = new KeyLog();
        private volatile KeyedRing<K> known;

        /** Keys the ring of this moment, so that a secret that cannot be one is refused before the first delivery. */
        OfSource(SecretSource source, Keying<K> keying) {
            this.source = source;
            this.keying = keying;
            this.known = KeyedRing.of(source.ring(), keying, log);
        }

        @Override
        public SigningSecret matching(Delivery delivery, Predicate<K> matches, RejectionReason otherwise)
                throws Refusal {
            return current().matching(delivery, matches, otherwise);
        }

        private KeyedRing<K> current() {
            SecretRing ring = source.ring();
            KeyedRing<K> keyed = known;
            return keyed.isOf(ring) ? keyed : follow(ring);
        }

        /** In turn, so that the key that stays in use is that of the ring before and not of one still before it. */
        private synchronized KeyedRing<K> follow(SecretRing ring) {
            if (!known.isOf(ring)) {
                known = KeyedRing.following(known, ring, keying, log);
            }
            return known;
        }

        @Override
        public @Nullable String tenant(Delivery delivery) {
            return null;
        }
    }

    /** A ring for each tenant. Whoever is no tenant costs as much as a wrong signature, and is remembered nowhere. */
    final class OfTenants<K> implements KeyRings<K> {
        /** So many that no real set of busy tenants is keyed again and again, and few enough for any memory. */
        private static final long MAX_KEYED = 10_000;

        private final TenantSecrets secrets;
        private final Keying<K> keying;
        private final KeyedRing<K> decoy;
        private final KeyLog log = new KeyLog();
        private final Cache<String, KeyedRing<K>> keyed = Caffeine.newBuilder()
                .maximumSize(MAX_KEYED)
                .executor(Runnable::run)
                .build();

        OfTenants(TenantSecrets secrets, Keying<K> keying) {
            this.secrets = secrets;
            this.keying = keying;
            this.decoy = KeyedRing.decoy(keying);
        }

        @Override
        public SigningSecret matching(Delivery delivery, Predicate<K> matches, RejectionReason otherwise)
                throws Refusal {
            String tenant = tenant(delivery);
            Optional<SecretRing> ring = tenant == null ? Optional.empty() : secrets.ring(tenant);
            if (tenant == null || ring.isEmpty()) {
                throw afterTheSameWork(delivery, matches);
            }
            return current(tenant, ring.get()).matching(delivery, matches, otherwise);
        }

        /** Whatever the decoy says: somebody who could sign for it has still named no tenant. */
        private Refusal afterTheSameWork(Delivery delivery, Predicate<K> matches) {
            try {
                decoy.matching(delivery, matches, RejectionReason.TENANT_UNKNOWN);
            } catch (Refusal asExpected) {
                return asExpected;
            }
            return new Refusal(RejectionReason.TENANT_UNKNOWN);
        }

        private KeyedRing<K> current(String tenant, SecretRing ring) {
            KeyedRing<K> known = keyed.getIfPresent(tenant);
            if (known != null && known.isOf(ring)) {
                return known;
            }
            return keyed.asMap()
                    .compute(
                            tenant,
                            (name, before) -> before != null && before.isOf(ring)
                                    ? before
                                    : KeyedRing.following(before, ring, keying, log));
        }

        @Override
        public @Nullable String tenant(Delivery delivery) {
            return delivery.tenant().orElse(null);
        }
    }
}
