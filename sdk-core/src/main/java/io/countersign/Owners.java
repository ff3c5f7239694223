package io.countersign;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names for those who claim, which no other delivery has, here or on another node: where this process begins is random, 128 bits
 * of it, and it counts from there. A name has to be unlike all others and not a secret, and a random one for each would cost as
 * much as half of a verification. Safe for concurrent use.
 */
final class Owners {
    private static final long PROCESS;
    private static final AtomicLong NEXT;

    static {
        SecureRandom random = new SecureRandom();
        PROCESS = random.nextLong();
        NEXT = new AtomicLong(random.nextLong());
    }

    private Owners() {}

    static UUID next() {
        return new UUID(PROCESS, NEXT.getAndIncrement());
    }
}
