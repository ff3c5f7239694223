package io.countersign.cli;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.SchemeDocument;
import io.countersign.scheme.SchemeDocumentException;
import io.countersign.scheme.Schemes;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The scheme that a word on the command line means: the name of a preset, or a file with a document. Stateless. */
final class SchemeFile {
    private static final String OPTION = "--scheme";

    private SchemeFile() {}

    /** The scheme of {@code --scheme}. */
    static Scheme resolve(String nameOrFile, InputStream stdin) {
        Optional<Scheme> preset = Schemes.byName(nameOrFile);
        if (preset.isPresent()) {
            return preset.get();
        }
        if (!nameOrFile.equals("-") && !Files.exists(Path.of(nameOrFile))) {
            throw new Problem(OPTION + ": " + unknown(nameOrFile, "neither a preset nor a file"));
        }
        return read(Path.of(nameOrFile), stdin);
    }

    /** YAML, and with it JSON. */
    private static Scheme read(Path file, InputStream stdin) {
        String text = Input.text(OPTION, file, stdin);
        try {
            Map<String, Object> document = YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readValue(text, new TypeReference<>() {});
            if (document == null) {
                throw new Problem(OPTION + ": " + Input.named(file)
                        + " is empty; `countersign schemes github` prints an" + " example");
            }
            return SchemeDocument.read(document);
        } catch (JacksonException e) {
            throw new Problem(OPTION + ": " + Input.named(file) + " is not a document of keys and values, each key once"
                    + Json.place(e) + "; `countersign schemes github` prints an example");
        } catch (SchemeDocumentException e) {
            throw new Problem(OPTION + ": " + Input.named(file) + ": " + Printable.of(String.valueOf(e.getMessage())));
        }
    }

    /** What to say of a name that is none; it ends in what was meant, where that can be guessed. */
    static String unknown(String name, String what) {
        List<String> close = suggestions(name);
        return "\"" + Printable.of(name) + "\" is " + what + "; "
                + (close.isEmpty() ? "`countersign schemes` lists the presets" : "did you mean " + close.get(0) + "?");
    }

    /** The presets that resemble {@code name}, by the same measure by which picocli suggests commands. */
    private static List<String> suggestions(String name) {
        CommandLine presets = new CommandLine(CommandSpec.create().name(""));
        Schemes.names().forEach(preset -> presets.addSubcommand(preset, CommandSpec.create()));
        return new UnmatchedArgumentException(presets, List.of(name))
                .getSuggestions().stream().map(String::strip).limit(1).toList();
    }
}
