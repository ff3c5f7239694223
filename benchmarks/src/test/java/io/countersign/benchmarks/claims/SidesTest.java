package io.countersign.benchmarks.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.ClaimRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On the servers that a run starts. */
class SidesTest {
    private static final int CONNECTIONS = 2;

    private static Scratch scratch;
    private static Places places;

    @BeforeAll
    static void start() throws IOException {
        scratch = Scratch.create();
        StringWriter leftOut = new StringWriter();
        places = Places.start(scratch, new PrintWriter(leftOut));
        assertThat(leftOut.toString()).isEmpty();
    }

    @AfterAll
    static void stop() throws IOException {
        places.close();
        scratch.close();
    }

    @ParameterizedTest
    @EnumSource
    void everySide_tellsWhatIsNewFromWhatWasHandled(Side side) {
        try (Claimant claimant = side.open(places.of(side).address(), CONNECTIONS)) {
            Events events = new Events();
            ClaimRequest[] known = events.fresh(10);
            for (ClaimRequest request : known) {
                assertThat(claimant.handle(request)).isTrue();
            }

            assertThat(claimant.claim(events.fresh())).isTrue();
            for (ClaimRequest request : events.again(known, 10)) {
                assertThat(claimant.claim(request)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "REDIS"})
    void oursOnAServer_waitsOnceForEachClaimAndOnceForACompletion(Side side) throws IOException {
        Place place = places.of(side);

        assertThat(RoundTrips.count(side, Operation.NEW, place).each()).isEqualTo(1);
        assertThat(RoundTrips.count(side, Operation.DUPLICATE, place).each()).isEqualTo(1);
        assertThat(RoundTrips.count(side, Operation.CYCLE, place).each()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"SPRING_JDBC", "CAMEL_JDBC", "CAMEL_REDIS"})
    void peers_waitMoreOften(Side side) throws IOException {
        assertThat(RoundTrips.count(side, Operation.NEW, places.of(side)).each())
                .isGreaterThan(1);
    }
}
