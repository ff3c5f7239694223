package io.countersign.dedup;

import io.countersign.dedup.KnownEvent.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The life of the events whose names fall into one part of an {@link InMemoryDedupStore}. Times are nanoseconds since 1970.
 *
 * <p>Thread rule: safe for concurrent use; one lock guards all of it, and nothing waits for anything while it is held.
 */
final class MemoryShard {
    private record Held(KnownEvent event, UUID owner, long leaseUntil) {
        boolean isLive(long now) {
            return now < leaseUntil;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<EventName, Held> held = new HashMap<>();
    private final SettledEvents settled;
    private final Room room;
    private long lastFence;

    MemoryShard(int capacity, Room room) {
        this.settled = new SettledEvents(capacity);
        this.room = room;
    }

    /** The result, or null where there is no room for one more event in progress. */
    @Nullable
    ClaimResult claim(EventName name, ClaimRequest request, long now) {
        lock.lock();
        try {
            Held holder = held.get(name);
            boolean isLive = holder != null && holder.isLive(now);
            boolean isOwn = holder != null && holder.owner().equals(request.owner());
            if (holder != null && isLive && !isOwn) {
                return new ClaimResult.InProgress(Duration.ofNanos(holder.leaseUntil() - now));
            }
            KnownEvent found = holder != null ? holder.event() : settled.find(name);
            KnownEvent known = found != null && found.isExpired(now) && !isLive ? null : found;
            if (known != null && known.state() == State.COMPLETED) {
                return known.sameAgain(request.digest());
            }
            if (holder == null && !room.take()) {
                return null;
            }
            if (holder == null && found != null) {
                settled.remove(name);
            }
            return isOwn && known != null
                    ? acquireAgain(name, known, request, now)
                    : acquire(name, known, request, now);
        } finally {
            lock.unlock();
        }
    }

    /** The same owner asked before: its answer was lost, or it was sent twice. */
    private ClaimResult acquireAgain(EventName name, KnownEvent known, ClaimRequest request, long now) {
        return hold(
                name,
                KnownEvent.inProgress(known.attempt(), known.fence(), request.digest(), known.expiresAt()),
                request,
                now,
                null);
    }

    private ClaimResult acquire(EventName name, @Nullable KnownEvent before, ClaimRequest request, long now) {
        long fence = nextFence(now);
        KnownEvent event = before == null
                ? KnownEvent.inProgress(1, fence, request.digest(), Times.plus(now, request.retention()))
                : KnownEvent.inProgress(before.attempt() + 1, fence, request.digest(), before.expiresAt());
        return hold(name, event, request, now, before);
    }

    /** Microseconds, so that a fence is the same kind of number in every store. */
    private long nextFence(long now) {
        lastFence = Math.max(lastFence + 1, now / 1_000);
        return lastFence;
    }

    private ClaimResult hold(
            EventName name, KnownEvent event, ClaimRequest request, long now, @Nullable KnownEvent before) {
        held.put(name, new Held(event, request.owner(), Times.plus(now, request.lease())));
        return new ClaimResult.Acquired(
                new Claim(request.key(), request.owner(), event.fence()),
                event.attempt(),
                before != null && before.state() == State.IN_PROGRESS,
                before != null && !before.hasDigest(request.digest()));
    }

    SettleResult complete(EventName name, Claim claim, Completion completion, long now) {
        return settle(name, claim, State.COMPLETED, completion, now);
    }

    SettleResult release(EventName name, Claim claim, long now) {
        return settle(name, claim, State.RELEASED, null, now);
    }

    private SettleResult settle(EventName name, Claim claim, State wanted, @Nullable Completion completion, long now) {
        lock.lock();
        try {
            Held holder = held.get(name);
            KnownEvent known = holder != null ? holder.event() : settled.find(name);
            if (known == null || known.fence() != claim.fence()) {
                return SettleResult.LOST;
            }
            if (known.state() != State.IN_PROGRESS) {
                // Settled before by the same claim: the same again is done, anything else comes too late.
                return known.state() == wanted && !known.isExpired(now) ? SettleResult.DONE : SettleResult.LOST;
            }
            settled.put(name, completion == null ? known.released() : known.completed(completion), now);
            if (holder != null) {
                held.remove(name);
                room.giveBack();
            }
            return SettleResult.DONE;
        } finally {
            lock.unlock();
        }
    }

    SettleResult renew(EventName name, Claim claim, long until) {
        lock.lock();
        try {
            Held holder = held.get(name);
            KnownEvent known = holder != null ? holder.event() : settled.find(name);
            if (known == null || known.fence() != claim.fence() || known.state() != State.IN_PROGRESS) {
                return SettleResult.LOST;
            }
            if (holder == null) {
                if (!room.take()) {
                    return SettleResult.LOST;
                }
                settled.remove(name);
            }
            held.put(name, new Held(known, claim.owner(), until));
            return SettleResult.DONE;
        } finally {
            lock.unlock();
        }
    }

    /** Moves the events whose lease lapsed out of the way; they stay claimable, and can be settled by who held them. */
    void setLapsedAside(long now) {
        lock.lock();
        try {
            for (Iterator<Map.Entry<EventName, Held>> all = held.entrySet().iterator(); all.hasNext(); ) {
                Map.Entry<EventName, Held> entry = all.next();
                if (!entry.getValue().isLive(now)) {
                    settled.put(entry.getKey(), entry.getValue().event(), now);
                    all.remove();
                    room.giveBack();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    long forgottenEarly() {
        lock.lock();
        try {
            return settled.forgottenEarly();
        } finally {
            lock.unlock();
        }
    }
}
