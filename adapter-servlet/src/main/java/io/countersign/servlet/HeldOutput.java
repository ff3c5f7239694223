package io.countersign.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * What the application writes: held back up to a bound, then written through; or dropped. Every change happens under its own
 * lock, so that a time-out and a late application thread do not write into each other's text.
 */
final class HeldOutput extends ServletOutputStream {
    private enum State {
        HELD,
        RELEASED,
        DISCARDED
    }

    private final HttpServletResponse response;
    private final IntSupplier status;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private State state = State.HELD;

    HeldOutput(HttpServletResponse response, IntSupplier status) {
        this.response = response;
        this.status = status;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (state == State.HELD && held.size() + length > HeldResponse.HOLD_BYTES) {
            release();
        }
        if (state == State.HELD) {
            held.write(bytes, offset, length);
        } else if (state == State.RELEASED) {
            response.getOutputStream().write(bytes, offset, length);
        }
    }

    /** Hands over what is held, under the application's status, and whatever comes from now on. */
    synchronized void release() throws IOException {
        if (state != State.HELD) {
            return;
        }
        state = State.RELEASED;
        response.setStatus(status.getAsInt());
        if (held.size() > 0) {
            held.writeTo(response.getOutputStream());
            held.reset();
        }
    }

    /** Drops what is held, and whatever comes from now on. */
    synchronized void discard() {
        state = State.DISCARDED;
        held.reset();
    }

    /** Drops what is held. */
    synchronized void clear() {
        held.reset();
    }

    @Override
    public synchronized void flush() throws IOException {
        if (state == State.RELEASED) {
            response.flushBuffer();
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    /** Always: what is held needs nobody to wait, and what is more is written with waiting. */
    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        try {
            listener.onWritePossible();
        } catch (IOException failure) {
            listener.onError(failure);
        }
    }
}
