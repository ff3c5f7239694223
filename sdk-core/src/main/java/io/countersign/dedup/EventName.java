package io.countersign.dedup;

import java.security.SecureRandom;

/**
 * An {@link EventKey} in 16 bytes, however long it is: two polynomials over its characters, modulo a prime, at two points that
 * this process drew at random. Of two different keys both give the same value with a chance below 2^-104 (Carter and Wegman,
 * "Universal classes of hash functions"), and who does not know the points cannot look for such two. It takes a little more than
 * half the time of a cryptographic digest, which would be right where the name left the process.
 *
 * <p>Thread rule: immutable.
 */
record EventName(long high, long low) {
    /** The prime 2^61 - 1: what a product has beyond 61 bits is added to what it has below. */
    private static final int BITS = 61;

    private static final long PRIME = (1L << BITS) - 1;

    /** Characters per step: 48 bits, fewer than the prime has. */
    private static final int STEP = 3;

    /** Below 2^60, so that a value may stand as it is after one folding: it stays below 2^62 + 2^49. */
    private static final long POINT_HIGH;

    private static final long POINT_LOW;

    static {
        SecureRandom random = new SecureRandom();
        POINT_HIGH = random.nextLong() >>> 4;
        POINT_LOW = random.nextLong() >>> 4;
    }

    static EventName of(EventKey key) {
        // The endpoint's length goes first, so that no other pair of endpoint and id gives the same characters.
        long length = key.endpoint().length();
        return new EventName(length, length).and(key.endpoint()).and(key.id()).finished();
    }

    /** Both values at once: neither waits for the other. */
    private EventName and(String text) {
        long highs = high;
        long lows = low;
        int whole = text.length() - text.length() % STEP;
        for (int i = 0; i < whole; i += STEP) {
            long word = text.charAt(i) | (long) text.charAt(i + 1) << 16 | (long) text.charAt(i + 2) << 32;
            highs = folded(highs, POINT_HIGH) + word;
            lows = folded(lows, POINT_LOW) + word;
        }
        // A key has no character of code 0, so that no character is taken for a part of three.
        for (int i = whole; i < text.length(); i++) {
            highs = folded(highs, POINT_HIGH) + text.charAt(i);
            lows = folded(lows, POINT_LOW) + text.charAt(i);
        }
        return new EventName(highs, lows);
    }

    /** The product modulo the prime, or that and the prime once or twice. */
    private static long folded(long value, long point) {
        long product = value * point;
        long above = (Math.multiplyHigh(value, point) << (Long.SIZE - BITS)) | (product >>> BITS);
        return (product & PRIME) + above;
    }

    private EventName finished() {
        return new EventName(mixed(reduced(high)), mixed(reduced(low)));
    }

    private static long reduced(long value) {
        long once = (value & PRIME) + (value >>> BITS);
        return once >= PRIME ? once - PRIME : once;
    }

    /**
     * Another number for each, without the regular distances that ids which count up have in a polynomial: each bit tells parts
     * of a store apart. The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
     */
    private static long mixed(long value) {
        long first = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }

    @Override
    public int hashCode() {
        return (int) low;
    }
}
