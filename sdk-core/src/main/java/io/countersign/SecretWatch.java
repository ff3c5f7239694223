package io.countersign;

import io.countersign.SecretNotice.Kind;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Watches one ring through its rotations. Where no secret has an end there is nothing to watch, and a delivery costs one
 * comparison. Safe for concurrent use.
 */
final class SecretWatch {
    /** Late is at most this long before the end: time enough for a person to act within a working day. */
    private static final Duration LATE = Duration.ofHours(6);

    /** Is told what was noticed. */
    @FunctionalInterface
    interface Notices {
        void notice(Kind kind, String secretId, Instant until);
    }

    /** A secret that has an end, and what was said of it. */
    private record Ending(String id, Instant until, Instant lateFrom, Instant halfAt, Said said) {
        boolean isOf(SigningSecret secret) {
            return id.equals(secret.id()) && until.equals(secret.acceptedUntil().orElse(null));
        }
    }

    /** Each sentence once. */
    private static final class Said {
        final AtomicBoolean late = new AtomicBoolean();
        final AtomicBoolean half = new AtomicBoolean();
        final AtomicBoolean over = new AtomicBoolean();
    }

    /** A secret without an end, and whether it matched anything while there was something to watch. */
    private record Current(SigningSecret secret, AtomicBoolean used) {}

    private record Watched(SecretRing ring, List<Ending> endings, List<Current> currents) {}

    private final Notices notices;
    private volatile Watched watched;

    SecretWatch(SecretRing ring, Instant now, Notices notices) {
        this.notices = notices;
        this.watched = watch(ring, now, null);
    }

    /** A delivery was judged by {@code ring} at {@code at}; {@code secretId} matched it, or none did. */
    void judged(SecretRing ring, @Nullable String secretId, Instant at) {
        Watched known = watched;
        if (known.ring() != ring) {
            known = follow(ring, at);
        }
        if (known.endings().isEmpty()) {
            return;
        }
        for (Current current : known.currents()) {
            if (current.secret().id().equals(secretId)) {
                current.used().set(true);
            }
        }
        for (Ending ending : known.endings()) {
            judged(ending, known.currents(), secretId, at);
        }
    }

    private void judged(Ending ending, List<Current> currents, @Nullable String secretId, Instant at) {
        if (!at.isBefore(ending.until())) {
            say(ending.said().over, Kind.WINDOW_OVER, ending.id(), ending);
        } else if (ending.id().equals(secretId)) {
            if (!at.isBefore(ending.lateFrom())) {
                say(ending.said().late, Kind.PREVIOUS_USED_LATE, ending.id(), ending);
            }
            if (!at.isBefore(ending.halfAt())) {
                currents.stream()
                        .filter(current ->
                                !current.used().get() && current.secret().isAcceptedAt(at))
                        .findFirst()
                        .ifPresent(unused -> say(
                                ending.said().half,
                                Kind.CURRENT_UNUSED_YET,
                                unused.secret().id(),
                                ending));
            }
        }
    }

    private void say(AtomicBoolean said, Kind kind, String id, Ending ending) {
        if (!said.get() && said.compareAndSet(false, true)) {
            notices.notice(kind, id, ending.until());
        }
    }

    private synchronized Watched follow(SecretRing ring, Instant at) {
        if (watched.ring() != ring) {
            watched = watch(ring, at, watched);
        }
        return watched;
    }

    /** What was said of a window, and that a secret was used, is remembered from ring to ring. */
    private static Watched watch(SecretRing ring, Instant now, @Nullable Watched before) {
        List<SigningSecret> secrets =
                ring.secrets().stream().filter(secret -> !secret.isRevoked()).toList();
        return new Watched(
                ring,
                secrets.stream()
                        .filter(secret -> secret.acceptedUntil().isPresent())
                        .map(secret -> ending(secret, now, before))
                        .toList(),
                secrets.stream()
                        .filter(secret -> secret.acceptedUntil().isEmpty())
                        .map(secret -> current(secret, before))
                        .toList());
    }

    private static Ending ending(SigningSecret secret, Instant now, @Nullable Watched before) {
        List<Ending> known = before == null ? List.of() : before.endings();
        return known.stream().filter(ending -> ending.isOf(secret)).findFirst().orElseGet(() -> {
            Instant until = secret.acceptedUntil().orElseThrow();
            Instant since = secret.acceptedFrom().filter(now::isBefore).orElse(now);
            Duration window = since.isBefore(until) ? Duration.between(since, until) : Duration.ZERO;
            Duration quarter = window.dividedBy(4);
            return new Ending(
                    secret.id(),
                    until,
                    until.minus(quarter.compareTo(LATE) < 0 ? quarter : LATE),
                    until.minus(window.dividedBy(2)),
                    new Said());
        });
    }

    /** The very same secret: another value under the same id has matched nothing yet. */
    private static Current current(SigningSecret secret, @Nullable Watched before) {
        List<Current> known = before == null ? List.of() : before.currents();
        return known.stream()
                .filter(current -> current.secret() == secret)
                .findFirst()
                .orElseGet(() -> new Current(secret, new AtomicBoolean()));
    }
}
