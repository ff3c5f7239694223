package io.countersign.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code countersign vectors}. Confined to one thread. */
@Command(
        name = "vectors",
        header = "Checks files of test vectors.",
        description = {
            "Prints each that falls short, and last `N passed, M failed`.",
            "Secrets are taken as they are, however short, published samples too."
        },
        footer = {
            "",
            "A file is a JSON array of {name, scheme, secrets[], method?, url?, headers,",
            "body | body_b64, at, expect}: scheme is a preset or a document, at the seconds",
            "since 1970 or null, expect valid or invalid.",
            "",
            "Examples:",
            "  countersign vectors vectors/stripe.json",
            "  countersign vectors vectors/*.json",
            "",
            ExitCodes.FOOTER
        })
final class VectorsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files; - for the standard input.")
    private List<Path> files = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VectorsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        // Read all before judging any: a file that cannot be read is not to be found after a page of results.
        Map<Path, List<Vector>> vectors = new LinkedHashMap<>();
        files.forEach(file -> vectors.put(file, VectorFile.read(file, surroundings.stdin())));
        int passed = 0;
        int failed = 0;
        for (Map.Entry<Path, List<Vector>> file : vectors.entrySet()) {
            for (Vector vector : file.getValue()) {
                Optional<String> shortfall = vector.shortfall();
                if (shortfall.isEmpty()) {
                    passed++;
                } else {
                    failed++;
                    out.println(Ansi.AUTO.string("@|bold,red FAILED|@") + " " + Input.named(file.getKey()) + ": \""
                            + Printable.of(vector.name()) + "\": " + shortfall.get());
                }
            }
        }
        out.println(passed + " passed, " + failed + " failed");
        return failed == 0 ? ExitCodes.OK : ExitCodes.NOT_VALID;
    }
}
