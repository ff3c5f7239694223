package io.countersign;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What reading a body came to. For adapters.
 *
 * <p>Thread rule: immutable, as long as nobody changes the array.
 */
public sealed interface BodyRead {

    /** The whole body, never more than the endpoint's limit. Hand the array to {@code Delivery} and keep it unchanged. */
    final class Complete implements BodyRead {
        private final byte[] bytes;

        Complete(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes themselves, not a copy. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /**
     * It was not read to its end.
     *
     * @param answer what to write, if somebody is still there
     */
    record Refused(Answer answer) implements BodyRead {}

    /**
     * How much memory the bodies that are being read may take together, of senders that have proved nothing yet. Endpoints that
     * are given the same one share it.
     *
     * <p>Thread rule: safe for concurrent use.
     */
    final class Budget {
        /** More than all senders have on their way at once, and a small part of a heap. */
        private static final long DEFAULT_BYTES = 64L * 1024 * 1024;

        /** So that a few bodies of the largest size always fit. */
        private static final long FEW = 4;

        private static final Budget SHARED = new Budget(DEFAULT_BYTES);

        private final AtomicLong bytes;
        private final AtomicLong taken = new AtomicLong();

        private Budget(long bytes) {
            this.bytes = new AtomicLong(bytes);
        }

        /**
         * One of so many bytes.
         *
         * @throws IllegalArgumentException where it is not positive
         */
        public static Budget of(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("bodies need room for at least 1 byte but got " + bytes);
            }
            return new Budget(bytes);
        }

        /** That of all endpoints that have none of their own: 64 MiB, or four of the largest bodies of any of them. */
        static Budget sharedBy(int maxBodyBytes) {
            SHARED.bytes.accumulateAndGet(FEW * maxBodyBytes, Math::max);
            return SHARED;
        }

        /** How many bytes there is room for in all. */
        public long bytes() {
            return bytes.get();
        }

        /** How many bytes are taken at this moment. */
        public long taken() {
            return taken.get();
        }

        /** Takes so many bytes if there is room for them. */
        boolean take(long more) {
            if (taken.addAndGet(more) > bytes.get()) {
                giveBack(more);
                return false;
            }
            return true;
        }

        void giveBack(long less) {
            taken.addAndGet(-less);
        }
    }
}
