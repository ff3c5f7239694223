package io.countersign.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the secret out of a file that holds it and nothing else. Stateless; messages name the secret's id and never the path,
 * where somebody may have pasted the secret itself.
 */
class SecretFile {
    /** Far more than any secret: whoever names a log or a device by mistake should not wait for its end. */
    private static final int MAX_BYTES = 64 * 1024;

    private final String id;
    private final Path path;

    SecretFile(String id, Path path) {
        this.id = id;
        this.path = path;
    }

    String id() {
        return id;
    }

    /**
     * What one look at the file came to: the secret, or the problem.
     *
     * @param realPath where the links led, or {@code null} where they led nowhere
     */
    record Look(
            @Nullable Path realPath,
            @Nullable SigningSecret secret,
            @Nullable String problem) {}

    /** Where the links lead at this moment, or {@code null} where they lead nowhere. */
    @Nullable
    Path resolve() {
        try {
            return path.toRealPath();
        } catch (IOException unresolved) {
            return null;
        }
    }

    Look look() {
        Path realPath = null;
        try {
            realPath = path.toRealPath();
            return new Look(realPath, SigningSecret.of(id, text(realPath)), null);
        } catch (NoSuchFileException e) {
            return new Look(
                    realPath, null, problem("is not there", "name a file that holds the secret and nothing else"));
        } catch (IOException e) {
            return new Look(
                    realPath,
                    null,
                    problem(
                            "cannot be read (" + e.getClass().getSimpleName() + ")",
                            "let the user that runs the application read it"));
        } catch (IllegalArgumentException notASecret) {
            return new Look(realPath, null, String.valueOf(notASecret.getMessage()));
        }
    }

    private String text(Path realPath) throws IOException {
        if (!Files.isRegularFile(realPath)) {
            throw new IllegalArgumentException(
                    problem("is a folder or a device", "name a file that holds the secret and nothing else"));
        }
        byte[] bytes = bytes(realPath);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(problem(
                    "holds more than " + MAX_BYTES + " bytes", "name a file that holds the secret and nothing else"));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(problem("is not UTF-8 text", "write the secret into it as text"), e);
        }
    }

    private static byte[] bytes(Path realPath) throws IOException {
        try (InputStream in = Files.newInputStream(realPath)) {
            return in.readNBytes(MAX_BYTES + 1);
        }
    }

    private String problem(String problem, String mend) {
        return "the file of secret \"" + id + "\" " + problem + "; " + mend;
    }
}
