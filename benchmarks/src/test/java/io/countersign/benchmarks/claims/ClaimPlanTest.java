package io.countersign.benchmarks.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimPlanTest {
    private static final List<Side> SIDES = List.of(Side.REDIS, Side.BARE_SET);

    @Test
    void round_putsWhatIsComparedSideBySide() {
        assertThat(ClaimPlan.FULL.round(0, SIDES))
                .startsWith(
                        new Cell(Side.REDIS, Operation.NEW, 1),
                        new Cell(Side.BARE_SET, Operation.NEW, 1),
                        new Cell(Side.REDIS, Operation.DUPLICATE, 1));
    }

    @Test
    void round_leavesOutWhatOnlyOursCanDo() {
        assertThat(ClaimPlan.FULL.round(0, SIDES))
                .contains(new Cell(Side.REDIS, Operation.CYCLE, 8))
                .doesNotContain(new Cell(Side.BARE_SET, Operation.CYCLE, 8));
    }

    @Test
    void everyOtherRound_runsBackwards() {
        List<Cell> backwards = new ArrayList<>(ClaimPlan.FULL.round(0, SIDES));
        Collections.reverse(backwards);

        assertThat(ClaimPlan.FULL.round(1, SIDES)).isEqualTo(backwards);
    }
}
