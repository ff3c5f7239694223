package io.countersign.verify;

import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is computed once from each secret of a ring (a keyed MAC, a digest), remembered as long as the source returns the
 * same ring.
 *
 * <p>Safe for concurrent use: two threads may compute one snapshot twice, and both results are the same.
 */
final class KeyedRing<K> {
    /** A secret and what was computed from it. */
    record Entry<K>(SigningSecret secret, K key) {}

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

    /** The entries whose secret is accepted at {@code now}. */
    List<Entry<K>> liveAt(Instant now) {
        List<Entry<K>> all = entries();
        List<Entry<K>> live = new ArrayList<>(all.size());
        for (Entry<K> entry : all) {
            if (entry.secret().isAcceptedAt(now)) {
                live.add(entry);
            }
        }
        return live;
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
