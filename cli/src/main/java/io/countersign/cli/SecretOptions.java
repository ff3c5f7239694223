package io.countersign.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.secret.SigningSecret;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where the secrets are: never on the command line itself, which every process of the machine can read. */
final class SecretOptions {
    static final String ADVICE =
            "a secret does not belong on the command line, where other processes can read it; put it"
                    + " into a variable or a file and name that with --secret-env VAR or --secret-file FILE";
    private static final String UNNAMED = "; give the name, not the secret";

    @Option(
            names = "--secret-env",
            paramLabel = "VAR",
            description = "The environment variable that holds a secret; may be repeated.")
    private List<String> variables = new ArrayList<>();

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "A file that holds a secret and nothing else, no final newline either; may be repeated.")
    private List<Path> files = new ArrayList<>();

    /** The secrets in the order of variables, then files, each as it is: a final newline is part of it, and is noted. */
    List<SigningSecret> read(Surroundings surroundings, PrintWriter err) {
        List<SigningSecret> secrets = all(surroundings.environment(), surroundings.stdin());
        for (SigningSecret secret : secrets) {
            byte[] value = secret.revealValue();
            if (value[value.length - 1] == '\n') {
                err.println("countersign: note: secret \"" + secret.id()
                        + "\" ends in a line end, which is taken as part of it; is it?");
            }
        }
        return secrets;
    }

    private List<SigningSecret> all(Map<String, String> environment, InputStream stdin) {
        List<SigningSecret> secrets = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String variable : variables) {
            String value = environment.get(variable);
            if (value == null || value.isEmpty()) {
                // Not quoted: somebody may have put the secret itself here.
                throw new Problem("--secret-env: the variable is not set, or empty; export it first" + UNNAMED);
            }
            secrets.add(SigningSecret.of(id(variable, ids), value.getBytes(UTF_8)));
        }
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new Problem("--secret-file: there is no such file, or it cannot be read" + UNNAMED);
            }
            byte[] value = Input.bytes("--secret-file", file, stdin);
            if (value.length == 0) {
                throw new Problem("--secret-file: the file is empty; write the secret into it");
            }
            secrets.add(SigningSecret.of(id(String.valueOf(file.getFileName()), ids), value));
        }
        return secrets;
    }

    /** The name as an id: what an id cannot hold becomes a dash, and a second one of a name gets a number. */
    private static String id(String name, Set<String> taken) {
        String id = name.replaceAll("[^A-Za-z0-9._-]", "-");
        id = id.substring(0, Math.min(id.length(), 60));
        String free = id;
        for (int i = 2; !taken.add(free); i++) {
            free = id + "-" + i;
        }
        return free;
    }
}
