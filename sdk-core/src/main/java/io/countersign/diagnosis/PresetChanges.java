package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TwilioScheme;
import java.util.Optional;
import java.util.stream.Stream;

/** The scheme of another preset, where the delivery has its headers. */
final class PresetChanges implements Change.Family {

    /** One of them. */
    record Preset(String name, Scheme scheme) {}

    @Override
    public Stream<Change> of(Attempt attempt) {
        return present(attempt)
                .map(preset -> new Change(
                        Cause.OTHER_PRESET,
                        "it is signed as the preset " + preset.name()
                                + " says, not as this endpoint expects; set it to " + preset.name()
                                + ", or let that sender deliver to another endpoint",
                        attempt.with(preset.scheme())));
    }

    /** The presets other than the attempt's own scheme whose header the delivery has. */
    static Stream<Preset> present(Attempt attempt) {
        return Schemes.names().stream()
                .flatMap(name -> Schemes.byName(name).map(scheme -> new Preset(name, scheme)).stream())
                .filter(preset -> !preset.scheme().equals(attempt.scheme()))
                .filter(preset -> header(preset.scheme())
                        .filter(name -> !attempt.delivery().headerLines(name).isEmpty())
                        .isPresent());
    }

    /** The header without which a scheme cannot match; empty where it has none of its own. */
    private static Optional<String> header(Scheme scheme) {
        if (scheme instanceof SignatureScheme signature) {
            return Optional.of(signature.header());
        }
        if (scheme instanceof TwilioScheme) {
            return Optional.of(TwilioScheme.HEADER);
        }
        return scheme instanceof SharedSecretScheme shared ? shared.headerName() : Optional.empty();
    }
}
