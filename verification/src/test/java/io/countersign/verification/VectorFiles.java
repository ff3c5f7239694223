package io.countersign.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vector files of the testkit, from its folder of classes or from its jar. */
final class VectorFiles {
    private static final String FOLDER = "/io/countersign/testkit/vectors";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private VectorFiles() {}

    /** The names of the files with requests of providers, without their ending. */
    static List<String> ofProviders() {
        try {
            URI folder = Objects.requireNonNull(VectorFiles.class.getResource(FOLDER), FOLDER)
                    .toURI();
            if (!folder.getScheme().equals("jar")) {
                return jsonFilesIn(Path.of(folder));
            }
            try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                return jsonFilesIn(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> jsonFilesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    static JsonNode read(String name) {
        try (InputStream in =
                Objects.requireNonNull(VectorFiles.class.getResourceAsStream(FOLDER + "/" + name), name)) {
            return MAPPER.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
