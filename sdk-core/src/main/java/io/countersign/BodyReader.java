package io.countersign;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads a body of at most so many bytes within so much time; reads one buffer more than the limit at most. The bodies that are
 * on their way at once, of senders that have proved nothing yet, have a bound together.
 *
 * <p>Safe for concurrent use.
 */
final class BodyReader {
    private static final int BUFFER_BYTES = 8 * 1024;

    /** More than any sender has on its way at once, and a small part of a heap. */
    private static final long MAX_TOGETHER = 64L * 1024 * 1024;

    /** So that a few bodies of the largest size always fit. */
    private static final int FEW = 4;

    private final int maxBytes;
    private final Duration deadline;
    private final InstantSource clock;
    private final AtomicLong room;

    BodyReader(int maxBytes, Duration deadline, InstantSource clock) {
        this(maxBytes, deadline, clock, Math.max(MAX_TOGETHER, (long) FEW * maxBytes));
    }

    BodyReader(int maxBytes, Duration deadline, InstantSource clock, long maxTogether) {
        this.maxBytes = maxBytes;
        this.deadline = deadline;
        this.clock = clock;
        this.room = new AtomicLong(maxTogether);
    }

    int maxBytes() {
        return maxBytes;
    }

    /** The body was not read to its end. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;

        final Outcome outcome;
        final int bytesRead;

        Stopped(Outcome outcome, int bytesRead) {
            super(outcome.name(), null, false, false);
            this.outcome = outcome;
            this.bytesRead = bytesRead;
        }

        /** One sentence for the log. */
        String sentence() {
            return outcome == Outcome.RETRY_LATER
                    ? "too many large bodies are on their way at once; is it the provider?"
                    : "the body did not arrive whole and in time";
        }
    }

    byte[] read(InputStream in) throws Stopped {
        Buffer buffer = new Buffer();
        try {
            return read(in, buffer);
        } finally {
            room.addAndGet(buffer.bytes.length);
        }
    }

    /** The bytes of one body, whose space is taken out of what all have together. */
    private final class Buffer {
        private byte[] bytes = {};

        void growTo(int size, int length) throws Stopped {
            int more = size - bytes.length;
            if (room.addAndGet(-more) < 0) {
                room.addAndGet(more);
                throw new Stopped(Outcome.RETRY_LATER, length);
            }
            bytes = Arrays.copyOf(bytes, size);
        }
    }

    private byte[] read(InputStream in, Buffer buffer) throws Stopped {
        Instant giveUpAt = clock.instant().plus(deadline);
        buffer.growTo(Math.min(BUFFER_BYTES, maxBytes + 1), 0);
        int length = 0;
        for (int read = 0; read >= 0; read = readInto(in, buffer.bytes, length)) {
            length += read;
            if (length > maxBytes) {
                throw new Stopped(Outcome.TOO_LARGE, length);
            }
            if (clock.instant().isAfter(giveUpAt)) {
                throw new Stopped(Outcome.TOO_SLOW, length);
            }
            if (length == buffer.bytes.length) {
                buffer.growTo(Math.min(2 * length, maxBytes + 1), length);
            }
        }
        return Arrays.copyOf(buffer.bytes, length);
    }

    private static int readInto(InputStream in, byte[] bytes, int length) throws Stopped {
        try {
            return in.read(bytes, length, bytes.length - length);
        } catch (IOException e) {
            throw new Stopped(isTimeout(e) ? Outcome.TOO_SLOW : Outcome.CUT_OFF, length);
        }
    }

    /** Servers wrap the time-out of a read in exceptions of their own. */
    private static boolean isTimeout(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SocketTimeoutException || t instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
