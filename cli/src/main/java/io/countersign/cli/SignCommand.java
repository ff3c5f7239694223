package io.countersign.cli;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.TwilioScheme;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SchemeSigner;
import io.countersign.testkit.SignedRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code countersign sign}. Confined to one thread. */
@Command(
        name = "sign",
        header = "Prints the headers that a sender would send with a body.",
        description = {
            "One a line, as curl takes them. With several secrets it signs with each, as senders do during a rotation."
        },
        footer = {
            "",
            "Examples:",
            "  countersign sign --scheme github --secret-env SECRET \\",
            "      --body body.json > headers.txt",
            "  curl -H @headers.txt --data-binary @body.json http://localhost:8080/hooks",
            "  countersign sign --scheme svix --secret-file private.key --id msg_1 \\",
            "      --body body.json",
            "",
            "Ed25519 signs with the private key: whsk_ and base64, or in the encoding of the scheme's public keys.",
            ExitCodes.FOOTER
        })
final class SignCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--scheme",
            required = true,
            paramLabel = "NAME|FILE",
            description = "How the sender proves itself: a preset, or a file with a scheme document.")
    private String scheme = "";

    @Option(
            names = "--body",
            required = true,
            paramLabel = "FILE",
            description = "The body to sign; - for the standard input.")
    private Path body = Path.of("-");

    @Option(
            names = "--content-type",
            paramLabel = "TYPE",
            description = "The type of the body; default application/json, for Twilio a form.")
    private @Nullable String contentType;

    @Option(names = "--method", paramLabel = "METHOD", description = "The method that is signed; default POST.")
    private String method = "POST";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The whole URL that will be called, where the scheme signs it.")
    private @Nullable String url;

    @Option(names = "--id", paramLabel = "ID", description = "The delivery's id; default a new one.")
    private @Nullable String id;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "The time to sign: 2026-11-21T10:00:00Z, or seconds since 1970; default now.")
    private @Nullable String at;

    @Mixin
    private SecretOptions secrets = new SecretOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SignCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Scheme resolved = SchemeFile.resolve(scheme, surroundings.stdin());
        if (resolved.signsUrl() && url == null) {
            throw new Problem("--url is missing: this scheme signs the URL; give the one that will be called");
        }
        List<SigningSecret> known =
                secrets.read(surroundings, spec.commandLine().getErr());
        byte[] bytes = Input.bytes("--body", body, surroundings.stdin());
        PrintWriter out = spec.commandLine().getOut();
        SignedRequest request = signed(resolved, known, bytes);
        request.headers().forEach(header -> out.println(header.name() + ": " + header.value()));
        sayWhatHeadersCannot(resolved, request);
        return ExitCodes.OK;
    }

    private SignedRequest signed(Scheme resolved, List<SigningSecret> known, byte[] bytes) {
        SchemeSigner.Builder signer = SchemeSigner.of(resolved, known.toArray(SigningSecret[]::new))
                .clock(() -> Moment.of("--at", at, surroundings.clock()))
                .method(method)
                .contentType(type(resolved));
        if (url != null) {
            signer.url(url);
        }
        if (id != null) {
            signer.id(id);
        }
        try {
            return signer.build().deliver(bytes);
        } catch (IllegalArgumentException unfit) {
            // Its words name a secret by its id and never show it.
            throw new Problem(unfit.getMessage() + "; see --secret-env and --secret-file");
        }
    }

    private String type(Scheme resolved) {
        if (contentType != null) {
            return contentType;
        }
        return resolved instanceof TwilioScheme ? "application/x-www-form-urlencoded" : "application/json";
    }

    private void sayWhatHeadersCannot(Scheme resolved, SignedRequest request) {
        PrintWriter err = spec.commandLine().getErr();
        if (resolved instanceof SharedSecretScheme shared && shared.place() == SharedSecretScheme.Place.PATH) {
            err.println("countersign: this scheme has no header; the secret is the end of the path, after a slash");
        } else if (!request.urlSuffix().isEmpty()) {
            err.println("countersign: call the URL with " + request.urlSuffix() + " at its end, as it is signed so");
        }
    }
}
