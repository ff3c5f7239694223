package io.countersign;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/** Reads a body of at most so many bytes within so much time; reads one buffer more than the limit at most. */
final class BodyReader {
    private static final int BUFFER_BYTES = 8 * 1024;

    private final int maxBytes;
    private final Duration deadline;
    private final InstantSource clock;

    BodyReader(int maxBytes, Duration deadline, InstantSource clock) {
        this.maxBytes = maxBytes;
        this.deadline = deadline;
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
    }

    byte[] read(InputStream in) throws Stopped {
        Instant giveUpAt = clock.instant().plus(deadline);
        byte[] bytes = new byte[Math.min(BUFFER_BYTES, maxBytes + 1)];
        int length = 0;
        for (int read = 0; read >= 0; read = readInto(in, bytes, length)) {
            length += read;
            if (length > maxBytes) {
                throw new Stopped(Outcome.TOO_LARGE, length);
            }
            if (clock.instant().isAfter(giveUpAt)) {
                throw new Stopped(Outcome.TOO_SLOW, length);
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(2 * length, maxBytes + 1));
            }
        }
        return Arrays.copyOf(bytes, length);
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
