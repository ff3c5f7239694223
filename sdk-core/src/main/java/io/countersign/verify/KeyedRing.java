package io.countersign.verify;

import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is computed once from each secret of a ring (a keyed MAC, a digest), remembered as long as the source returns the
 * same ring.
 *
 * <p>Safe for concurrent use: two threads may compute one snapshot twice, and both results are the same.
 */
final class KeyedRing<K> {
    private record Entry<K>(SigningSecret secret, K key) {}

    private record Snapshot<K>(SecretRing ring, List<Entry<K>> entries) {}

    private final SecretSource source;
    private final Function<SigningSecret, K> keying;
    private volatile Snapshot<K> snapshot;

    /** Keys {@code atStart} at once, so that a secret that cannot be one is refused before the first delivery. */
    KeyedRing(SecretSource source, SecretRing atStart, Function<SigningSecret, K> keying) {
        this.source = source;
        this.keying = keying;
        this.snapshot = key(atStart);
    }

    /**
     * The first secret that is accepted at the delivery's arrival and matches. All of those are tried, whatever the first
     * ones say, so that the time that it takes does not tell which of them it was.
     *
     * @throws Refusal with {@code otherwise} where none matches
     */
    SigningSecret matching(Delivery delivery, Predicate<K> matches, RejectionReason otherwise) throws Refusal {
        SigningSecret matching = null;
        boolean anyLive = false;
        List<Entry<K>> entries = entries();
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
            throw new Refusal(anyLive ? otherwise : RejectionReason.NO_LIVE_SECRET);
        }
        return matching;
    }

    private List<Entry<K>> entries() {
        SecretRing ring = source.ring();
        Snapshot<K> known = snapshot;
        if (known.ring() != ring) {
            known = key(ring);
            snapshot = known;
        }
        return known.entries();
    }

    private Snapshot<K> key(SecretRing ring) {
        return new Snapshot<>(
                ring,
                ring.secrets().stream()
                        .map(secret -> new Entry<>(secret, keying.apply(secret)))
                        .toList());
    }
}
