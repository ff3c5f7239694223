package io.countersign.cli;

import io.countersign.diagnosis.Diagnosis;
import io.countersign.diagnosis.Diagnosis.Finding;
import io.countersign.scheme.Scheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code countersign explain}. Confined to one thread. */
@Command(
        name = "explain",
        header = "Says why a captured request does not match.",
        description = {
            "Verifies it, and if it is not valid, tries the known causes (secret trimmed or decoded, body with its newline"
                    + " back, other formats and presets, clocks, URLs ...) and names the mend.",
            "It never shows a secret, a whole signature or the body."
        },
        footer = {
            "",
            "Examples:",
            "  countersign explain --scheme stripe --secret-env STRIPE_SECRET \\",
            "      --headers-file headers.txt --body body.json --at 2026-11-21T10:00:00Z",
            "  countersign explain --scheme svix --secret-file new.key \\",
            "      --secret-file old.key --headers-file headers.txt --body - < body.json",
            "",
            ExitCodes.FOOTER
        })
final class ExplainCommand extends VerifyCommand {
    ExplainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void rejected(Scheme resolved, List<SigningSecret> known, Delivery delivery, PrintWriter out) {
        Diagnosis diagnosis = Diagnosis.of(resolved, SecretRing.of(known), delivery);
        if (diagnosis.findings().isEmpty()) {
            out.println("cause: unknown; " + diagnosis.sentence());
        }
        for (Finding finding : diagnosis.findings()) {
            out.println((finding.proved() ? "cause: " : "hint: ") + finding.sentence());
        }
    }
}
