package io.countersign;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/**
 * Reads a body of at most so many bytes at no less than a certain pace; reads one buffer more than the limit at most. The bodies
 * that are on their way at once have a bound together.
 *
 * <p>Safe for concurrent use.
 */
final class BodyReader {
    private static final int BUFFER_BYTES = 8 * 1024;

    private final int maxBytes;
    private final BodyPace pace;
    private final BodyRead.Budget budget;
    private final InstantSource clock;

    BodyReader(int maxBytes, BodyPace pace, BodyRead.Budget budget, InstantSource clock) {
        this.maxBytes = maxBytes;
        this.pace = pace;
        this.budget = budget;
        this.clock = clock;
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

    /**
     * The body.
     *
     * @param declared how long it is said to be, or -1: only where room is taken for it first
     */
    byte[] read(InputStream in, long declared) throws Stopped {
        Buffer buffer = new Buffer();
        try {
            return read(in, declared, buffer);
        } finally {
            budget.giveBack(buffer.bytes.length);
        }
    }

    /** The bytes of one body, whose space is taken out of what all have together. */
    private final class Buffer {
        private byte[] bytes = {};

        void growTo(int size, int length) throws Stopped {
            if (!budget.take(size - bytes.length)) {
                throw new Stopped(Outcome.RETRY_LATER, length);
            }
            bytes = Arrays.copyOf(bytes, size);
        }
    }

    private byte[] read(InputStream in, long declared, Buffer buffer) throws Stopped {
        Instant start = clock.instant();
        buffer.growTo(firstSize(declared), 0);
        int length = 0;
        for (int read = readInto(in, buffer, 0); read >= 0; read = readInto(in, buffer, length)) {
            length += read;
            if (length > maxBytes) {
                throw new Stopped(Outcome.TOO_LARGE, length);
            }
            if (pace.isTooSlow(Duration.between(start, clock.instant()), length)) {
                throw new Stopped(Outcome.TOO_SLOW, length);
            }
        }
        return length == buffer.bytes.length ? buffer.bytes : Arrays.copyOf(buffer.bytes, length);
    }

    /** As much as is declared, so that most bodies are read into their own array; never much, since anybody may declare. */
    private int firstSize(long declared) {
        int most = Math.min(BUFFER_BYTES, maxBytes + 1);
        return declared < 1 || declared > most ? most : (int) declared;
    }

    /** Where there is no room left, one byte tells first whether more is to come. */
    private int readInto(InputStream in, Buffer buffer, int length) throws Stopped {
        if (length < buffer.bytes.length) {
            return read(in, buffer.bytes, length);
        }
        byte[] next = new byte[1];
        int read = read(in, next, 0);
        if (read == 1) {
            buffer.growTo(Math.min(2 * length, maxBytes + 1), length);
            buffer.bytes[length] = next[0];
        }
        return read;
    }

    private static int read(InputStream in, byte[] bytes, int length) throws Stopped {
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
