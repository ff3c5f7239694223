package io.countersign.verify;

import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A ring with what is computed once from each of its secrets (a keyed MAC, a digest). Immutable. */
final class KeyedRing<K> {
    /** {@code print} is equal for two secrets that are one key. */
    private record Entry<K>(SigningSecret secret, K key, ByteBuffer print) {}

    private final SecretRing ring;
    private final List<Entry<K>> entries = new ArrayList<>();
    private final List<Entry<K>> revoked = new ArrayList<>();
    private final boolean complete;

    private KeyedRing(SecretRing ring, List<Entry<K>> all) {
        this.ring = ring;
        this.complete = all.size() == ring.secrets().size();
        Set<ByteBuffer> lost = all.stream()
                .filter(entry -> entry.secret().isRevoked())
                .map(Entry::print)
                .collect(Collectors.toSet());
        // The same key under another spelling is as lost as the one that was revoked.
        all.forEach(entry -> (lost.contains(entry.print()) ? revoked : entries).add(entry));
    }

    /**
     * The keys of all secrets of {@code ring}.
     *
     * @throws IllegalArgumentException where a secret cannot be one of the scheme's
     */
    static <K> KeyedRing<K> of(SecretRing ring, Keying<K> keying, KeyLog log) {
        return keyed(ring, keying, log, keying::key);
    }

    /**
     * The keys of a ring that came after {@code before}, or of the first one of a tenant. A secret that cannot be one of the
     * scheme's costs no other one its place: the key that its id had before stays in use, and the log says so.
     */
    static <K> KeyedRing<K> following(@Nullable KeyedRing<K> before, SecretRing ring, Keying<K> keying, KeyLog log) {
        return keyed(ring, keying, log, secret -> {
            try {
                return keying.key(secret);
            } catch (RuntimeException cannotBeOne) {
                K known = before == null ? null : before.keyUnder(secret.id());
                log.refused(cannotBeOne, known != null);
                return known;
            }
        });
    }

    /** A ring of one key that no sender has. */
    static <K> KeyedRing<K> decoy(Keying<K> keying) {
        SigningSecret nobodys = SigningSecret.of("decoy", SecretKeys.decoyBytes());
        return new KeyedRing<>(
                SecretRing.of(nobodys), List.of(new Entry<>(nobodys, keying.decoy(), ByteBuffer.allocate(0))));
    }

    private static <K> KeyedRing<K> keyed(
            SecretRing ring, Keying<K> keying, KeyLog log, Function<SigningSecret, @Nullable K> keyOf) {
        List<Entry<K>> entries = new ArrayList<>();
        Map<ByteBuffer, String> idByPrint = new HashMap<>();
        for (SigningSecret secret : ring.secrets()) {
            K key = keyOf.apply(secret);
            if (key != null) {
                ByteBuffer print = ByteBuffer.wrap(keying.fingerprint(key));
                entries.add(new Entry<>(secret, key, print));
                String twin = idByPrint.putIfAbsent(print, secret.id());
                if (twin != null) {
                    log.sameKey(twin, secret.id());
                }
            }
        }
        return new KeyedRing<>(ring, entries);
    }

    private @Nullable K keyUnder(String id) {
        for (Entry<K> entry : entries) {
            if (entry.secret().id().equals(id)) {
                return entry.key();
            }
        }
        return null;
    }

    boolean isOf(SecretRing other) {
        return ring == other;
    }

    /**
     * The first secret that is accepted at the delivery's arrival and matches. All of those are tried, whatever the first
     * ones say, so that the time that it takes does not tell which of them it was. What was revoked is tried only where none
     * matches, which the answer tells anyway.
     *
     * @throws Refusal where none matches: because it is revoked, else with {@code otherwise}
     */
    SigningSecret matching(Delivery delivery, Predicate<K> matches, RejectionReason otherwise) throws Refusal {
        SigningSecret matching = null;
        boolean anyLive = false;
        for (int i = 0; i < entries.size(); i++) {
            Entry<K> entry = entries.get(i);
            if (entry.secret().isAcceptedAt(delivery.receivedAt())) {
                anyLive = true;
                if (matches.test(entry.key()) && matching == null) {
                    matching = entry.secret();
                }
            }
        }
        if (matching == null) {
            refuseRevoked(matches);
            throw new Refusal(anyLive ? otherwise : withoutLive());
        }
        return matching;
    }

    private void refuseRevoked(Predicate<K> matches) throws Refusal {
        SigningSecret matching = null;
        for (Entry<K> entry : revoked) {
            if (matches.test(entry.key()) && matching == null) {
                matching = entry.secret();
            }
        }
        if (matching != null) {
            throw Refusal.revoked(matching.id());
        }
    }

    private RejectionReason withoutLive() {
        return complete ? RejectionReason.NO_LIVE_SECRET : RejectionReason.SECRETS_UNAVAILABLE;
    }
}
