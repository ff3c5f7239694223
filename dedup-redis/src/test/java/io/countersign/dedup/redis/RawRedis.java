package io.countersign.dedup.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection without a client library, to look at a server from outside. Bytes are characters. Confined to one thread. */
final class RawRedis implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream input;

    private RawRedis(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    static RawRedis to(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawRedis(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reply: a bulk string without its length, an array with a line for each element, anything else as it is. */
    String ask(String... words) {
        try {
            StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
            for (String word : words) {
                request.append('$')
                        .append(word.length())
                        .append("\r\n")
                        .append(word)
                        .append("\r\n");
            }
            socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
            return reply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String reply() throws IOException {
        String line = line();
        if (line.startsWith("$")) {
            int length = Integer.parseInt(line.substring(1));
            if (length < 0) {
                return "";
            }
            String bulk = new String(input.readNBytes(length), ISO_8859_1);
            line();
            return bulk;
        }
        if (line.startsWith("*")) {
            StringBuilder elements = new StringBuilder();
            for (int i = Integer.parseInt(line.substring(1)); i > 0; i--) {
                elements.append(reply()).append('\n');
            }
            return elements.toString();
        }
        return line;
    }

    /** One line, as MONITOR prints them. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** How often a command was called, by the server's count. */
    long calls(String command) {
        return number("cmdstat_" + command + ":calls=(\\d+)", ask("INFO", "commandstats"));
    }

    long usedMemory() {
        return number("used_memory:(\\d+)", ask("INFO", "memory"));
    }

    /** What it is, as in "Redis 7.0.15". */
    String version() {
        String info = ask("INFO", "server");
        Matcher valkey = Pattern.compile("valkey_version:(\\S+)").matcher(info);
        Matcher redis = Pattern.compile("redis_version:(\\S+)").matcher(info);
        if (valkey.find()) {
            return "Valkey " + valkey.group(1);
        }
        return redis.find() ? "Redis " + redis.group(1) : "unknown";
    }

    private static long number(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
