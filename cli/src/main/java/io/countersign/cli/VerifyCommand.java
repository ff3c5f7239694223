package io.countersign.cli;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.Verification;
import io.countersign.verify.VerifiedDelivery;
import io.countersign.verify.WebhookVerifier;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code countersign verify}. Confined to one thread. */
@Command(
        name = "verify",
        header = "Tells whether a captured request came from its sender.",
        footer = {
            "",
            "Examples:",
            "  countersign verify --scheme github --secret-env GITHUB_SECRET \\",
            "      --headers-file headers.txt --body body.json",
            "  countersign verify --scheme acme.yaml --secret-file acme.key \\",
            "      --at 2026-11-21T10:00:00Z --header 'X-Acme-Signature: sha256=...' \\",
            "      --body - < body.json",
            "",
            ExitCodes.FOOTER
        })
class VerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--scheme",
            required = true,
            paramLabel = "NAME|FILE",
            description = "How the sender proves itself: a preset, or a file with a scheme document.")
    private String scheme = "";

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "When it arrived: 2026-11-21T10:00:00Z, or seconds since 1970; default now.")
    private @Nullable String at;

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Mixin
    private SecretOptions secrets = new SecretOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Scheme resolved = SchemeFile.resolve(scheme, surroundings.stdin());
        List<SigningSecret> known =
                secrets.read(surroundings, spec.commandLine().getErr());
        Delivery delivery = request.delivery(Moment.of("--at", at, surroundings.clock()), surroundings.stdin());
        Verification verdict = verdict(resolved, known, delivery);
        PrintWriter out = spec.commandLine().getOut();
        if (verdict instanceof Verification.Verified verified) {
            out.println(Ansi.AUTO.string("@|bold,green valid|@") + ": " + proof(verified.delivery()));
            return ExitCodes.OK;
        }
        RejectionReason reason = ((Verification.Rejected) verdict).reason();
        out.println(Ansi.AUTO.string("@|bold,red not valid|@") + ": " + reason + ", " + reason.advice());
        rejected(resolved, known, delivery, out);
        return ExitCodes.NOT_VALID;
    }

    /** What else to say of a request that is not valid. */
    void rejected(Scheme resolved, List<SigningSecret> known, Delivery delivery, PrintWriter out) {
        out.println("`countersign explain` with the same options looks for the cause.");
    }

    private static Verification verdict(Scheme scheme, List<SigningSecret> known, Delivery delivery) {
        WebhookVerifier.Builder verifier = WebhookVerifier.builder(scheme).allowWeakSecrets();
        if (!(scheme instanceof UnauthenticatedScheme)) {
            if (known.isEmpty()) {
                throw new Problem("no secret is given; name one with --secret-env VAR or --secret-file FILE");
            }
            verifier.secrets(SecretRing.of(known));
        }
        try {
            return verifier.build().verify(delivery);
        } catch (IllegalArgumentException notASecret) {
            // Its words name the secret by its id and never show it.
            throw new Problem(String.valueOf(notASecret.getMessage()));
        }
    }

    private static String proof(VerifiedDelivery proof) {
        return switch (proof.trust()) {
            case SIGNED_BODY ->
                "the body is signed with secret " + proof.secretId().orElse("");
            case SHARED_SECRET ->
                "the sender knows secret " + proof.secretId().orElse("") + "; the body is not bound to it";
            case UNAUTHENTICATED -> "the scheme accepts everything, so this proves nothing";
        };
    }
}
