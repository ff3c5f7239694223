package io.countersign.cli;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.VerifiedDelivery;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        if (known.isEmpty() && !(resolved instanceof UnauthenticatedScheme)) {
            throw new Problem("no secret is given; name one with --secret-env VAR or --secret-file FILE");
        }
        PrintWriter out = spec.commandLine().getOut();
        Judge judge = new Judge(resolved, known);
        Optional<Verification> verdict = judge.verdict(delivery);
        if (verdict.orElse(null) instanceof Verification.Verified verified) {
            out.println(Ansi.AUTO.string("@|bold,green valid|@") + ": " + proof(verified.delivery()));
            return ExitCodes.OK;
        }
        List<String> reasons = new ArrayList<>(judge.problems());
        if (verdict.orElse(null) instanceof Verification.Rejected rejected) {
            reasons.add(rejected.reason() + ", " + rejected.reason().advice());
        }
        reasons.forEach(reason -> out.println(Ansi.AUTO.string("@|bold,red not valid|@") + ": " + reason));
        rejected(resolved, known, delivery, out);
        return ExitCodes.NOT_VALID;
    }

    /** What else to say of a request that is not valid. */
    void rejected(Scheme resolved, List<SigningSecret> known, Delivery delivery, PrintWriter out) {
        out.println("`countersign explain` with the same options looks for the cause.");
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
