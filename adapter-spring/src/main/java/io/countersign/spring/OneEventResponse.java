package io.countersign.spring;

import io.countersign.RefusedException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the method for one event of several answers: its status counts, and nothing of it is sent. Confined to the request. */
final class OneEventResponse extends HttpServletResponseWrapper {
    private int status = SC_OK;
    private @Nullable String error;

    OneEventResponse(HttpServletResponse response) {
        super(response);
    }

    /**
     * Returns where the answer means that the event was handled.
     *
     * @throws RefusedException where it was refused for good
     * @throws IllegalStateException where it failed
     */
    void check() throws RefusedException {
        if (error != null) {
            throw new IllegalStateException("the method for the event answered by " + error);
        }
        if (status >= 400 && status <= 499) {
            throw new RefusedException(status, "the method for the event answered so");
        }
        if (status < 200 || status > 299) {
            throw new IllegalStateException("the method for the event answered " + status);
        }
    }

    @Override
    public void setStatus(int sc) {
        status = sc;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int sc) {
        error = "sendError(" + sc + ")";
    }

    @Override
    public void sendError(int sc, @Nullable String message) {
        sendError(sc);
    }

    @Override
    public void sendRedirect(@Nullable String location) {
        error = "a redirect";
    }

    /** New in Servlet 6.1. */
    public void sendRedirect(@Nullable String location, int sc) {
        sendRedirect(location);
    }

    /** New in Servlet 6.1. */
    public void sendRedirect(@Nullable String location, boolean clearBuffer) {
        sendRedirect(location);
    }

    /** New in Servlet 6.1. */
    public void sendRedirect(@Nullable String location, int sc, boolean clearBuffer) {
        sendRedirect(location);
    }

    @Override
    public boolean isCommitted() {
        return error != null;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new Nowhere();
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    @Override
    public void flushBuffer() {
        // Nothing is sent.
    }

    @Override
    public void resetBuffer() {
        // Nothing is kept.
    }

    @Override
    public void reset() {
        status = SC_OK;
    }

    @Override
    public void addCookie(Cookie cookie) {
        // Nothing is sent.
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        // Nothing is sent.
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        // Nothing is sent.
    }

    @Override
    public void setDateHeader(String name, long date) {
        // Nothing is sent.
    }

    @Override
    public void addDateHeader(String name, long date) {
        // Nothing is sent.
    }

    @Override
    public void setIntHeader(String name, int value) {
        // Nothing is sent.
    }

    @Override
    public void addIntHeader(String name, int value) {
        // Nothing is sent.
    }

    @Override
    public void setContentLength(int length) {
        // Nothing is sent.
    }

    @Override
    public void setContentLengthLong(long length) {
        // Nothing is sent.
    }

    @Override
    public void setContentType(@Nullable String type) {
        // Nothing is sent.
    }

    private static final class Nowhere extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("nothing of the answer to one event of several is sent");
        }

        @Override
        public void write(int b) {
            // Nothing is sent.
        }
    }
}
