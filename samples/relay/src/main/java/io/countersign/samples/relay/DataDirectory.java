package io.countersign.samples.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of {@code --data}, which holds what the relay writes.
 *
 * <p>Thread rule: immutable.
 *
 * @param path where it is
 */
record DataDirectory(Path path) {

    /**
     * The directory at that path, made where it is missing.
     *
     * @throws IllegalArgumentException with one sentence for the user, where it cannot be made or written to
     */
    static DataDirectory of(Path path) {
        try {
            Files.createDirectories(path);
            // Permissions alone do not tell (root, read-only mounts), so try.
            Files.delete(Files.createTempFile(path, ".writable", null));
        } catch (IOException | UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    "the data directory " + path
                            + " cannot be made or written to; choose one that the relay may write to",
                    e);
        }
        return new DataDirectory(path.toAbsolutePath().normalize());
    }

    /** Where the log goes. */
    Path logFile() {
        return path.resolve("relay.log");
    }
}
