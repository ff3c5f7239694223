package io.countersign.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.torture.ledger.Effect;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static Effect effect(int attempt, long fence) {
        return new Effect("INC-0", attempt, fence, 1);
    }

    private static Verdict of(Effect... ledger) {
        return Verdict.of(1, Set.of("INC-0"), List.of(ledger));
    }

    @Test
    void oneEffect_isAsItShouldBe() {
        assertThat(of(effect(1, 10))).isEqualTo(new Verdict(List.of(), 0, List.of()));
        assertThat(of(effect(3, 10))).isEqualTo(new Verdict(List.of(), 0, List.of()));
    }

    @Test
    void noEffect_isLost_acknowledgedOrNot() {
        assertThat(Verdict.of(2, Set.of("INC-0"), List.of()).lost())
                .containsExactly("INC-0 was acknowledged", "INC-1 was given up");
    }

    @Test
    void twoEffectsOfTwoAttempts_areDoubledForAReason_inWhateverOrderTheyWereWritten() {
        assertThat(of(effect(1, 10), effect(2, 11)).doubled()).isEqualTo(1);
        assertThat(of(effect(4, 12), effect(1, 10), effect(2, 11)).doubled()).isEqualTo(2);
        assertThat(of(effect(1, 10), effect(2, 11)).doneTwice()).isEqualTo(1);
    }

    @Test
    void twoEffectsUnderOneClaim_areWithoutReason() {
        assertThat(of(effect(1, 10), effect(1, 10)).doubledWithoutReason()).hasSize(1);
        assertThat(of(effect(1, 10), effect(1, 10)).doneTwice()).isEqualTo(1);
    }

    @Test
    void twoFirstAttempts_areWithoutReason() {
        assertThat(of(effect(1, 10), effect(1, 11)).doubledWithoutReason()).hasSize(1);
        assertThat(of(effect(2, 10), effect(1, 11)).doubledWithoutReason()).hasSize(1);
    }

    @Test
    void line_ofALedger_isReadAsItWasWritten() {
        Effect effect = new Effect("INC-7", 2, 1_795_272_704_213_327L, 4711);

        assertThat(Effect.parse(effect.line())).isEqualTo(effect);
        assertThatIllegalArgumentException().isThrownBy(() -> Effect.parse("INC-7 2"));
    }
}
