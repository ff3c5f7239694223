package io.countersign.cli;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.SchemeDocument;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TwilioScheme;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code countersign schemes}. Confined to one thread. */
@Command(
        name = "schemes",
        header = "Lists the presets, or prints one as a document.",
        footer = {
            "",
            "Examples:",
            "  countersign schemes",
            "  countersign schemes github > acme.yaml   # change it, then --scheme acme.yaml",
            "",
            ExitCodes.FOOTER
        })
final class SchemesCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The preset to print as a document.")
    private @Nullable String name;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            Schemes.names().forEach(each -> out.printf("%-18s %s%n", each, summary(preset(each))));
        } else {
            out.print(SchemeDocument.toYaml(preset(name)));
            out.flush();
        }
        return ExitCodes.OK;
    }

    private static Scheme preset(String name) {
        return Schemes.byName(name).orElseThrow(() -> new Problem(SchemeFile.unknown(name, "no preset")));
    }

    private static String summary(Scheme scheme) {
        if (scheme instanceof SignatureScheme signature) {
            return signature.algorithm().documentName() + " of " + signature.signed() + " in " + signature.header()
                    + ": " + signature.format();
        }
        if (scheme instanceof SharedSecretScheme shared) {
            return "shared secret "
                    + (shared.place() == SharedSecretScheme.Place.HEADER
                            ? "in " + shared.headerName().orElseThrow()
                            : "by " + shared.place().name().toLowerCase(Locale.ROOT));
        }
        return scheme instanceof TwilioScheme
                ? "hmac-sha1 of the URL and the sorted form in " + TwilioScheme.HEADER + ": {base64}"
                : "no proof";
    }
}
