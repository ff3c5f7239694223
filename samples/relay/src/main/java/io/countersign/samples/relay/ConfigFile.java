package io.countersign.samples.relay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The file of {@code --config}, checked for what can be said of it before it is read.
 *
 * <p>Thread rule: immutable.
 *
 * @param path where it is
 */
record ConfigFile(Path path) {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".properties");

    /**
     * The file at that path.
     *
     * @throws IllegalArgumentException with one sentence for the user, where it cannot be a configuration file
     */
    static ConfigFile of(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there is no configuration file " + path);
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new IllegalArgumentException("the configuration file " + path
                    + " cannot be read; it must be a file that the user who starts the relay may read");
        }
        if (ENDINGS.stream().noneMatch(name::endsWith)) {
            throw new IllegalArgumentException("the configuration file " + path + " must end in one of " + ENDINGS
                    + ", so that its format is known");
        }
        return new ConfigFile(path);
    }

    /** As Spring Boot reads it in a list of locations, where a comma, a semicolon and a star have a meaning. */
    String location() {
        return path.toAbsolutePath()
                .normalize()
                .toUri()
                .toString()
                .replace(",", "%2C")
                .replace(";", "%3B")
                .replace("*", "%2A");
    }
}
