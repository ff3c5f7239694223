package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.countersign.testkit.SignedRequest;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connection on which a test writes bytes as they go over the wire, well-formed or not. Confined to one thread. */
final class RawConnection implements AutoCloseable {
    /** Only so that a broken adapter fails a test rather than hangs it. */
    private static final int PATIENCE_MILLIS = 20_000;

    /** An answer. */
    record Answer(int status, Map<String, String> headers, String body) {}

    private final URI endpoint;
    private final Socket socket;
    private final InputStream in;

    RawConnection(URI endpoint) throws IOException {
        this.endpoint = endpoint;
        this.socket = new Socket(endpoint.getHost(), endpoint.getPort());
        this.socket.setSoTimeout(PATIENCE_MILLIS);
        this.socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** The head of a POST with the headers of {@code request} and this line, which says how its body is delimited. */
    RawConnection head(SignedRequest request, String framing) throws IOException {
        String target = endpoint.getRawPath() + request.urlSuffix();
        return head("POST " + target + " HTTP/1.1\r\nHost: contract", request, framing);
    }

    /** A head that begins with these lines; the method and the target of {@code request} do not count. */
    RawConnection head(String start, SignedRequest request, String framing) throws IOException {
        StringBuilder head = new StringBuilder(start).append("\r\n");
        request.headers()
                .forEach(header -> head.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append("\r\n"));
        return write((head + framing + "\r\n\r\n").getBytes(ISO_8859_1));
    }

    /** All of a POST. */
    RawConnection post(SignedRequest request) throws IOException {
        byte[] body = request.body();
        return head(request, "Content-Length: " + body.length).write(body);
    }

    /** One chunk of a chunked body. */
    RawConnection chunk(byte[] bytes) throws IOException {
        write((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
        return write(bytes).write("\r\n".getBytes(ISO_8859_1));
    }

    RawConnection write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends what is left of a request; a server that was done with it may have closed already. */
    RawConnection writeRest(byte[] bytes) {
        try {
            write(bytes);
        } catch (IOException closed) {
            // isClosedByServer() says so.
        }
        return this;
    }

    /** The answer to one more POST; nothing if the server has closed the connection, which it may do after any answer. */
    Optional<Answer> postUnlessClosed(SignedRequest request) throws IOException {
        try {
            return Optional.of(post(request).read());
        } catch (SocketException | EOFException closed) {
            return Optional.empty();
        }
    }

    /** Whether an answer has begun to arrive. */
    boolean isAnswered() throws IOException {
        return in.available() > 0;
    }

    /** Says that no more is coming, in the middle of whatever was sent. */
    void cutOff() throws IOException {
        socket.shutdownOutput();
    }

    Answer read() throws IOException {
        return read(true);
    }

    /** The answer to a HEAD, which says how long a body would be and has none. */
    Answer readWithoutBody() throws IOException {
        return read(false);
    }

    private Answer read(boolean hasBody) throws IOException {
        String[] statusLine = line().split(" ", 3);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        return new Answer(Integer.parseInt(statusLine[1]), headers, hasBody ? body(headers) : "");
    }

    private String body(Map<String, String> headers) throws IOException {
        return headers.getOrDefault("Transfer-Encoding", "")
                        .toLowerCase(Locale.ROOT)
                        .equals("chunked")
                ? chunks()
                : text(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
            body.append(text(length));
            line();
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        return new String(in.readNBytes(length), ISO_8859_1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended in the middle of an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Whether the server has closed the connection, once it is done with it. */
    boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
