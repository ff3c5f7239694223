package io.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.DedupStore;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a store that several nodes share promises besides: as {@link DedupStoreContract}, from two processes at once. */
public abstract class SharedDedupStoreContract extends DedupStoreContract {

    /** Opens the store under test in another process. Has a public constructor without parameters. */
    public interface Opener {
        /** The store; {@code where} is what {@link SharedDedupStoreContract#where()} returns. */
        DedupStore open(String where) throws Exception;
    }

    /** For those who implement the contract. */
    protected SharedDedupStoreContract() {}

    /** Opens the store under test in another process. */
    protected abstract Class<? extends Opener> opener();

    /** Where the store under test is: a URL, or what else the opener needs. */
    protected abstract String where();

    @Test
    void capabilities_ofASharedStore_sayThatItIs() {
        assertThat(store().capabilities()).contains(DedupStore.Capability.SHARED);
    }

    @Test
    void claim_raceOfTwoProcesses_isWonByExactlyOnePerEvent() throws Exception {
        String endpoint = "processes-" + UUID.randomUUID();
        List<BitSet> won = ClaimingProcess.race(2, opener(), where(), endpoint);

        assertThat(won.get(0).intersects(won.get(1)))
                .as("an event was acquired by both")
                .isFalse();
        assertThat(won.get(0).cardinality() + won.get(1).cardinality()).isEqualTo(ClaimingProcess.EVENTS);
        assertThat(won.get(0).cardinality()).as("what the first of both won").isBetween(1, ClaimingProcess.EVENTS - 1);
    }
}
