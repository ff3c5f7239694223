package io.countersign.servlet;

import io.countersign.Answer;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The application's response, held back until the delivery is settled. As long as it is not, the server's own response is a
 * 503: whatever goes wrong, the sender is not told that the event arrived.
 *
 * <p>Safe for concurrent use as far as a late application thread and a time-out can meet; else confined to the request.
 */
final class HeldResponse extends HttpServletResponseWrapper {
    /** How much of the application's answer is held back. */
    static final int HOLD_BYTES = 8 * 1024;

    private final Map<String, List<String>> headersBefore = new LinkedHashMap<>();
    private final HeldOutput output;
    private volatile int status = SC_OK;
    private volatile @Nullable String error;
    private boolean streamAsked;
    private @Nullable PrintWriter writer;

    HeldResponse(HttpServletResponse response) {
        super(response);
        for (String name : response.getHeaderNames()) {
            headersBefore.put(name, List.copyOf(response.getHeaders(name)));
        }
        this.output = new HeldOutput(response, this::getStatus);
        super.setStatus(SC_SERVICE_UNAVAILABLE);
    }

    @Override
    public void setStatus(int sc) {
        status = sc;
    }

    @Override
    public int getStatus() {
        return status;
    }

    /** By what the application gave up, or null where it did not. */
    @Nullable
    String error() {
        return error;
    }

    @Override
    public void sendError(int sc) {
        discard("sendError(" + sc + ")");
    }

    @Override
    public void sendError(int sc, @Nullable String message) {
        sendError(sc);
    }

    @Override
    public void sendRedirect(@Nullable String location) {
        discard("a redirect");
    }

    /** New in Servlet 6.1, whose wrapper would hand each of the three to the server. */
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

    /** From now on nothing of what the application writes is kept. */
    void discard(String why) {
        error = why;
        output.discard();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        if (writer != null) {
            throw new IllegalStateException("getWriter() was called; use that writer");
        }
        streamAsked = true;
        return output;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (streamAsked) {
            throw new IllegalStateException("getOutputStream() was called; use that stream");
        }
        PrintWriter current = writer;
        if (current == null) {
            String encoding = getCharacterEncoding();
            setCharacterEncoding(encoding);
            current = new PrintWriter(new OutputStreamWriter(output, encoding));
            writer = current;
        }
        return current;
    }

    @Override
    public void flushBuffer() throws IOException {
        flushWriter();
        output.flush();
    }

    private void flushWriter() {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public boolean isCommitted() {
        return error() != null || super.isCommitted();
    }

    @Override
    public void resetBuffer() {
        flushWriter();
        super.resetBuffer();
        output.clear();
    }

    @Override
    public void reset() {
        resetBuffer();
        super.reset();
        super.setStatus(SC_SERVICE_UNAVAILABLE);
        setStatus(SC_OK);
        streamAsked = false;
        writer = null;
    }

    /** The status on the server's own response, which is the sender's once that is committed. */
    int statusBehind() {
        return super.getStatus();
    }

    /**
     * Lets the application's response go where {@code answer} agrees with it, and puts the answer in its place where not.
     *
     * @return whether the sender is told the answer's status; not where it was told another before
     */
    boolean conclude(Answer answer, HttpServletRequest request) throws IOException {
        flushWriter();
        synchronized (output) {
            HttpServletResponse behind = (HttpServletResponse) getResponse();
            // Of the answers, only 2xx and refusals are the application's to word; a 503 of its own has no Retry-After.
            boolean agrees = error() == null && answer.status() == getStatus() && answer.status() < 500;
            if (behind.isCommitted()) {
                output.discard();
                return answer.status() == statusBehind();
            }
            if (agrees) {
                Answers.setHeaders(answer, request, behind);
                output.release();
            } else {
                output.discard();
                behind.reset();
                headersBefore.forEach((name, values) -> putBack(behind, name, values));
                Answers.write(answer, request, behind);
            }
            return true;
        }
    }

    private static void putBack(HttpServletResponse response, String name, List<String> values) {
        response.setHeader(name, values.get(0));
        values.stream().skip(1).forEach(value -> response.addHeader(name, value));
    }
}
