package io.countersign.testkit.contract;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends requests of any spelling one after the other, over one connection as long as the server keeps it. One thread. */
final class PathConnection implements AutoCloseable {
    private final URI endpoint;
    private @Nullable RawConnection connection;

    PathConnection(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** The answer; nothing where the server closes the connection instead. */
    Optional<RawConnection.Answer> send(PathAttempt attempt, String target) throws IOException {
        byte[] request = attempt.to(target);
        boolean isFresh = connection == null;
        Optional<RawConnection.Answer> answer = exchange(request, attempt.isHead());
        if (answer.isEmpty() && !isFresh) {
            // The server may have closed before it saw anything of this.
            answer = exchange(request, attempt.isHead());
        }
        if (answer.isPresent() && (isOver(answer.get()) || mayBeTakenForTwo(target))) {
            close();
        }
        return answer;
    }

    private Optional<RawConnection.Answer> exchange(byte[] request, boolean isHead) throws IOException {
        try {
            RawConnection current = connection;
            if (current == null) {
                current = new RawConnection(endpoint);
                connection = current;
            }
            current.write(request);
            return Optional.of(isHead ? current.readWithoutBody() : current.read());
        } catch (SocketException | EOFException closed) {
            close();
            return Optional.empty();
        }
    }

    private static boolean isOver(RawConnection.Answer answer) {
        return answer.headers().getOrDefault("Connection", "").equalsIgnoreCase("close") || answer.status() == 400;
    }

    private static boolean mayBeTakenForTwo(String target) {
        return target.chars().anyMatch(c -> c <= ' ');
    }

    @Override
    public void close() throws IOException {
        RawConnection current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
    }
}
