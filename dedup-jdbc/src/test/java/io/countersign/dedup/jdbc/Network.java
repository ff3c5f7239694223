package io.countersign.dedup.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server on this machine, that can be cut, or swallow what is sent. */
final class Network implements AutoCloseable {
    private final int to;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean swallows;
    private ServerSocket listener;
    private Thread acceptor;

    Network(int to) throws IOException {
        this.to = to;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = listener.getLocalPort();
        this.acceptor = accept(listener);
    }

    int port() {
        return port;
    }

    /** As if the server had ended. */
    void cut() throws IOException {
        listener.close();
        // A thread that waits in accept may take one more connection when it is woken by the end of its socket.
        awaitEnd(acceptor);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** As if a cable had been pulled: nothing arrives any more, and nobody says so. */
    void swallow() {
        swallows = true;
    }

    /** As it was. What was swallowed stays so. */
    void mend() throws IOException {
        swallows = false;
        if (listener.isClosed()) {
            listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            acceptor = accept(listener);
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread accept(ServerSocket from) {
        return daemon(() -> {
            try {
                while (true) {
                    Socket client = from.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
                    sockets.add(client);
                    sockets.add(server);
                    daemon(() -> copy(client, server));
                    daemon(() -> copy(server, client));
                }
            } catch (IOException closed) {
                // Cut.
            }
        });
    }

    private void copy(Socket from, Socket into) {
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!swallows) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException closed) {
            // Cut.
        }
        sockets.remove(from);
        sockets.remove(into);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "network");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        try {
            cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
