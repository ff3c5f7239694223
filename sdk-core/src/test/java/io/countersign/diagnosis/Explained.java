package io.countersign.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.diagnosis.Diagnosis.Finding;
import org.assertj.core.api.AbstractStringAssert;

/** What every explanation has to be, whatever it says. */
final class Explained {
    private Explained() {}

    /** The sentence, once it is clear that exactly these causes are proved, in this order. */
    static AbstractStringAssert<?> by(Captured captured, Cause... causes) {
        Diagnosis diagnosis = captured.diagnose();

        assertThat(diagnosis.findings())
                .as("%s", diagnosis)
                .extracting(Finding::cause)
                .containsExactly(causes);
        assertThat(diagnosis.findings()).allMatch(Finding::proved);
        captured.assertNothingShown(diagnosis.sentence());
        return assertThat(diagnosis.sentence());
    }
}
