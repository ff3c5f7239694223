package io.countersign.dedup;

import io.countersign.dedup.KnownEvent.State;
import org.jspecify.annotations.Nullable;

/**
 * The events of which nothing is held any more, oldest first, in a ring of plain numbers: 56 bytes for each and 8 to 16 for
 * the index, where objects in a map take some five hundred. When the ring is full, the oldest is forgotten.
 *
 * <p>Thread rule: none of its own; its {@link MemoryShard} guards it.
 */
final class SettledEvents {
    private static final int NAME_HIGH = 0;
    private static final int NAME_LOW = 1;
    private static final int DIGEST_HIGH = 2;
    private static final int DIGEST_LOW = 3;
    private static final int FENCE = 4;
    private static final int EXPIRES_AT = 5;
    /** Attempt, status and state in one number; 0 is a place whose event was taken out. */
    private static final int PROGRESS = 6;

    private static final int FIELDS = 7;

    /** How many events the ring grows by, and gives back, at a time. */
    private static final int CHUNK = 256;

    private static final int SMALLEST_INDEX = 64;

    private final int capacity;
    private final long[][] chunks;

    /** The place in the ring, plus one, of the event whose name leads here or to a neighbour before; 0 where there is none. */
    private int[] index = new int[SMALLEST_INDEX];

    private int oldest;
    /** How many places are taken from the oldest on; of these, {@code size} hold an event. */
    private int taken;

    private int size;
    private int putSinceCompaction;
    private int putsBetweenCompactions;
    private long forgottenEarly;

    SettledEvents(int capacity) {
        this.capacity = capacity;
        this.chunks = new long[(capacity + CHUNK - 1) / CHUNK][];
        this.putsBetweenCompactions = soon();
    }

    private int soon() {
        return capacity / 16;
    }

    long forgottenEarly() {
        return forgottenEarly;
    }

    /** What is known of the event, though its time may be over. */
    @Nullable
    KnownEvent find(EventName name) {
        int entry = index[entryOf(name)];
        return entry == 0 ? null : read(entry - 1);
    }

    /** Remembers the event, or what it is now. */
    void put(EventName name, KnownEvent event, long now) {
        int entry = index[entryOf(name)];
        if (entry != 0) {
            write(entry - 1, name, event);
            return;
        }
        makeRoom(now);
        int place = (oldest + taken) % capacity;
        write(place, name, event);
        taken++;
        size++;
        putSinceCompaction++;
        if (!fitIndex()) {
            index[entryOf(name)] = place + 1;
        }
    }

    /** Forgets the event, if it is there. */
    void remove(EventName name) {
        int position = entryOf(name);
        if (index[position] == 0) {
            return;
        }
        takeOut(position);
        dropOldest(Long.MIN_VALUE);
    }

    private void makeRoom(long now) {
        dropOldest(now);
        if (taken == capacity && putSinceCompaction > putsBetweenCompactions) {
            compact(now);
        }
        if (taken == capacity) {
            forgottenEarly++;
            forgetOldest();
        }
    }

    /** Gives back the places at the old end whose events were taken out, or whose time is over. */
    private void dropOldest(long now) {
        while (taken > 0 && isOver(oldest, now)) {
            forgetOldest();
        }
        fitIndex();
    }

    private void forgetOldest() {
        if (field(oldest, PROGRESS) != 0) {
            takeOut(entryOf(nameAt(oldest)));
        }
        int left = oldest / CHUNK;
        oldest = (oldest + 1) % capacity;
        taken--;
        int newest = (oldest + taken - 1 + capacity) % capacity;
        boolean isLeft = oldest / CHUNK != left;
        if (isLeft && (taken == 0 || newest / CHUNK != left)) {
            chunks[left] = null;
        }
    }

    /** Closes the gaps that events with a shorter time leave between those with a longer one. */
    private void compact(long now) {
        int kept = 0;
        for (int i = 0; i < taken; i++) {
            int place = (oldest + i) % capacity;
            if (!isOver(place, now)) {
                int target = (oldest + kept) % capacity;
                System.arraycopy(
                        chunks[place / CHUNK],
                        place % CHUNK * FIELDS,
                        chunks[target / CHUNK],
                        target % CHUNK * FIELDS,
                        FIELDS);
                kept++;
            }
        }
        // Where there was no gap, there is none soon: most often all events are kept for the same time.
        putsBetweenCompactions = kept < taken ? soon() : capacity;
        taken = kept;
        size = kept;
        putSinceCompaction = 0;
        index = indexOf(index.length);
    }

    private boolean isOver(int place, long now) {
        return field(place, PROGRESS) == 0 || now >= field(place, EXPIRES_AT);
    }

    // The index: open addressing, at most half full.

    /** Where the index has the event, or where it would have it. */
    private int entryOf(EventName name) {
        int mask = index.length - 1;
        int position = home(name.low(), mask);
        while (index[position] != 0 && !isAt(index[position] - 1, name)) {
            position = (position + 1) & mask;
        }
        return position;
    }

    private static int home(long low, int mask) {
        return (int) low & mask;
    }

    /** Takes one event out, and closes the gap, so that every other is still found without a gap on its way. */
    private void takeOut(int position) {
        setField(index[position] - 1, PROGRESS, 0);
        size--;
        int mask = index.length - 1;
        int gap = position;
        for (int next = (gap + 1) & mask; index[next] != 0; next = (next + 1) & mask) {
            int home = home(field(index[next] - 1, NAME_LOW), mask);
            boolean mayMove = ((next - home) & mask) >= ((next - gap) & mask);
            if (mayMove) {
                index[gap] = index[next];
                gap = next;
            }
        }
        index[gap] = 0;
    }

    /** Gives the index a size that fits; true if that was to be done, and all events are in it. */
    private boolean fitIndex() {
        int length = index.length;
        while (size > length / 2) {
            length *= 2;
        }
        while (length > SMALLEST_INDEX && size < length / 8) {
            length /= 2;
        }
        if (length == index.length) {
            return false;
        }
        index = indexOf(length);
        return true;
    }

    private int[] indexOf(int length) {
        int[] made = new int[length];
        int mask = length - 1;
        for (int i = 0; i < taken; i++) {
            int place = (oldest + i) % capacity;
            if (field(place, PROGRESS) != 0) {
                int position = home(field(place, NAME_LOW), mask);
                while (made[position] != 0) {
                    position = (position + 1) & mask;
                }
                made[position] = place + 1;
            }
        }
        return made;
    }

    // The ring.

    private EventName nameAt(int place) {
        return new EventName(field(place, NAME_HIGH), field(place, NAME_LOW));
    }

    private boolean isAt(int place, EventName name) {
        return field(place, NAME_LOW) == name.low() && field(place, NAME_HIGH) == name.high();
    }

    private KnownEvent read(int place) {
        long progress = field(place, PROGRESS);
        return new KnownEvent(
                State.of((int) progress & 0xFF),
                (int) (progress >>> 32),
                (int) (progress >>> 8) & 0xFFFF,
                field(place, FENCE),
                field(place, DIGEST_HIGH),
                field(place, DIGEST_LOW),
                field(place, EXPIRES_AT));
    }

    private void write(int place, EventName name, KnownEvent event) {
        if (chunks[place / CHUNK] == null) {
            chunks[place / CHUNK] = new long[CHUNK * FIELDS];
        }
        setField(place, NAME_HIGH, name.high());
        setField(place, NAME_LOW, name.low());
        setField(place, DIGEST_HIGH, event.digestHigh());
        setField(place, DIGEST_LOW, event.digestLow());
        setField(place, FENCE, event.fence());
        setField(place, EXPIRES_AT, event.expiresAt());
        setField(place, PROGRESS, (long) event.attempt() << 32 | event.status() << 8 | event.state().code);
    }

    private long field(int place, int field) {
        return chunks[place / CHUNK][place % CHUNK * FIELDS + field];
    }

    private void setField(int place, int field, long value) {
        chunks[place / CHUNK][place % CHUNK * FIELDS + field] = value;
    }
}
