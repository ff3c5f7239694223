package io.countersign.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads what the command line names. Stateless. */
final class Input {
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private Input() {}

    /** The bytes of the file, or of the standard input where it is called {@code -}. */
    static byte[] bytes(String option, Path file, InputStream stdin) {
        try (InputStream in = file.toString().equals("-") ? stdin : Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Problem(option + ": " + named(file) + " is larger than 64 MiB; name a smaller file");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new Problem(option + ": there is no file " + named(file) + "; name one that exists");
        } catch (IOException e) {
            throw new Problem(option + ": " + named(file)
                    + (Files.isDirectory(file)
                            ? " is a directory; name a file"
                            : " cannot be read; let this user read it"));
        }
    }

    /** The text of the file, which has to be UTF-8. */
    static String text(String option, Path file, InputStream stdin) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(option, file, stdin)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Problem(option + ": " + named(file) + " is not UTF-8 text; write it as UTF-8");
        }
    }

    static String named(Path file) {
        return Printable.of(file.toString());
    }
}
