package io.countersign.secret;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that change while deliveries arrive: rotated or replaced in code, and revoked whatever their source still says.
 *
 * <pre>{@code
 * LiveSecrets secrets = LiveSecrets.of(SecretRing.of(SigningSecret.of("2026-11", value)));
 * WebhookReceiver<StatusPulseEvent> receiver =
 *         WebhookReceiver.builder("statuspulse", StatusPulse.provider()).secrets(secrets).build();
 *
 * secrets.rotate(SigningSecret.of("2026-12", next), Duration.ofHours(24)); // both are accepted for a day
 * secrets.revoke("2026-11"); // it leaked: no longer accepted, and its use is reported
 * }</pre>
 *
 * <p>A change is one step: a delivery is judged by the ring before it or by the ring after it, and every delivery whose
 * verification begins after the call returned is judged by the ring after it. What was revoked is known by its value: that value
 * stays refused under any id and for as long as this object lives, and another value under the same id is a new secret.
 *
 * <p>Thread rule: safe for concurrent use; reading takes no lock.
 */
public final class LiveSecrets implements SecretSource {

    /** One consistent state, replaced and never changed: {@code marked} is what {@code given} becomes by {@code revoked}. */
    private record State(
            SecretSource base,
            List<SigningSecret> revoked,
            @Nullable SecretRing given,
            @Nullable SecretRing marked) {

        State remembering(SecretRing given) {
            return new State(base, revoked, given, Revocations.mark(given, revoked));
        }

        State revoking(SigningSecret secret, SecretRing given) {
            List<SigningSecret> more = new ArrayList<>(revoked);
            more.add(secret.revoked());
            return new State(base, List.copyOf(more), null, null).remembering(given);
        }
    }

    private final InstantSource clock;
    private final AtomicReference<State> state;

    private LiveSecrets(SecretSource base, InstantSource clock) {
        this.clock = requireNonNull(clock, "clock");
        this.state = new AtomicReference<>(new State(requireNonNull(base, "source"), List.of(), null, null));
    }

    /** Secrets that begin as this ring, with the system's clock. */
    public static LiveSecrets of(SecretRing ring) {
        return of(SecretSource.constant(ring));
    }

    /** Secrets that are what {@code source} says until they are changed here, with the system's clock. */
    public static LiveSecrets of(SecretSource source) {
        return of(source, InstantSource.system());
    }

    /** As {@link #of(SecretSource)}, with the clock by which {@link #rotate} sets the end of a window. */
    public static LiveSecrets of(SecretSource source, InstantSource clock) {
        return new LiveSecrets(source, clock);
    }

    @Override
    public SecretRing ring() {
        while (true) {
            State known = current();
            SecretRing given = known.base().ring();
            if (known.given() == given && known.marked() != null) {
                return known.marked();
            }
            State next = known.remembering(given);
            if (state.compareAndSet(known, next)) {
                return requireNonNull(next.marked());
            }
        }
    }

    /**
     * From now on these secrets, and no longer what the source says. What was revoked stays revoked.
     */
    public void replace(SecretRing ring) {
        SecretSource constant = SecretSource.constant(ring);
        state.updateAndGet(known -> new State(constant, requireNonNull(known).revoked(), null, null));
    }

    /**
     * Makes {@code next} the current secret, and accepts those before it for {@code overlap} longer, or until their own window
     * is over if that is sooner. A secret whose window begins after the overlap is left as it is. From now on these are the
     * secrets, and no longer what the source says.
     *
     * @param next the new secret, under an id of its own
     * @param overlap how long the sender may take to switch, its retries included; zero to cut the others off at once
     * @throws IllegalArgumentException where the id is taken, the value was revoked, or the overlap is negative
     */
    public void rotate(SigningSecret next, Duration overlap) {
        if (overlap.isNegative()) {
            throw new IllegalArgumentException("the overlap must not be negative but is " + overlap);
        }
        while (true) {
            State known = current();
            refuseRevoked(next, known.revoked());
            Instant now = clock.instant();
            SecretSource rotated = SecretSource.constant(rotated(known.base().ring(), next, now, now.plus(overlap)));
            if (state.compareAndSet(known, new State(rotated, known.revoked(), null, null))) {
                return;
            }
        }
    }

    private static void refuseRevoked(SigningSecret next, List<SigningSecret> revoked) {
        if (revoked.stream().anyMatch(next::hasValueOf)) {
            throw new IllegalArgumentException("secret \"" + next.id()
                    + "\" has the value of one that was revoked; let the provider generate another");
        }
    }

    private static SecretRing rotated(SecretRing ring, SigningSecret next, Instant now, Instant end) {
        List<SigningSecret> secrets = new ArrayList<>();
        secrets.add(next);
        for (SigningSecret secret : ring.secrets()) {
            Instant until = secret.acceptedUntil().filter(end::isAfter).orElse(end);
            if (secret.acceptedFrom().filter(from -> !from.isBefore(end)).isPresent()) {
                secrets.add(secret);
            } else if (until.isAfter(now)) {
                secrets.add(secret.acceptUntil(until));
            }
        }
        return SecretRing.of(secrets);
    }

    /**
     * Refuses the secret of that id from now on, also where the source goes on returning it. It stays known, so that a delivery
     * that was signed with it is rejected as {@code SECRET_REVOKED} and reported: somebody has it. Revoking it once more does
     * nothing.
     *
     * @throws IllegalArgumentException where there is no secret of that id
     */
    public void revoke(String id) {
        while (true) {
            State known = current();
            SecretRing given = lastGiven(known);
            SecretRing ring = Revocations.mark(given, known.revoked());
            SigningSecret secret = ring.secrets().stream()
                    .filter(candidate -> candidate.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no secret \"" + id
                            + "\" to revoke; there are "
                            + ring.secrets().stream().map(SigningSecret::id).toList()));
            if (secret.isRevoked() || state.compareAndSet(known, known.revoking(secret, given))) {
                return;
            }
        }
    }

    /** What to look an id up in: revoking must work while the source does not. */
    private static SecretRing lastGiven(State known) {
        try {
            return known.base().ring();
        } catch (RuntimeException sourceFailed) {
            if (known.given() == null) {
                throw sourceFailed;
            }
            return known.given();
        }
    }

    private State current() {
        return requireNonNull(state.get());
    }

    /** The ids and windows of the last ring that was asked for; never a value. */
    @Override
    public String toString() {
        State known = current();
        return "LiveSecrets[" + (known.marked() == null ? "not asked yet" : known.marked()) + ", revoked "
                + known.revoked().stream().map(SigningSecret::id).toList() + "]";
    }
}
