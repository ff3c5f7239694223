package io.countersign.dedup;

import java.util.concurrent.atomic.AtomicInteger;

/** How many events may be in progress at once, in all parts of an {@link InMemoryDedupStore}. Safe for concurrent use. */
final class Room {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Room(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    boolean isLeft() {
        return taken.get() < most;
    }

    /** Takes room for one more; false where there is none. */
    boolean take() {
        int before = taken.get();
        while (before < most) {
            if (taken.compareAndSet(before, before + 1)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    void giveBack() {
        taken.decrementAndGet();
    }
}
