package io.countersign.benchmarks.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimTablesTest {
    @Test
    void tables_holdRatesLatenciesRoundTripsAndBytes() {
        ClaimFigures figures = new ClaimFigures();
        figures.add(0, new Cell(Side.REDIS, Operation.NEW, 8), new Pace(23_456, 5.2, 1_234.6, 1_000));
        figures.add(0, new Cell(Side.BARE_SET, Operation.NEW, 8), new Pace(31, 9, 10, 1_000));
        List<RoundTrips> trips = List.of(
                new RoundTrips(Side.REDIS, Operation.NEW, 1), new RoundTrips(Side.REDIS, Operation.DUPLICATE, 1.5));
        List<IdSize> sizes = List.of(IdSize.of(Side.REDIS, IdSize.FRESH, 1_000_000, 141_000_000));

        assertThat(new ClaimTables(figures, trips, sizes).text())
                .contains(
                        "| | new claim, 1 | 8 | 32 | duplicate, 1 | 8 | 32 | claim + complete, 1 | 8 | 32 | round trips |\n")
                .contains("| Redis | - | 23,500 | - | - | - | - | - | - | - | 1, 1.5 |\n")
                .contains("| *bare SET NX PX* | - | 31 | - |")
                .contains("| Redis | - | 5.2 / 1,235 | - |")
                .contains("| Redis, after a burst | 1,000,000 | 141 | 14.1 GB |");
    }
}
