package io.countersign.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WelchTest {

    private static Welch of(double[] class0, double[] class1) {
        Welch welch = new Welch();
        for (double value : class0) {
            welch.add(0, value);
        }
        for (double value : class1) {
            welch.add(1, value);
        }
        return welch;
    }

    /** The expected value was computed with Python's statistics module. */
    @Test
    void t_ofTwoSamplesOfUnequalSizeAndSpread_isWelchs() {
        double[] one = {27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4};
        double[] other = {27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8};

        Welch welch = of(one, other);

        assertThat(welch.mean(0)).isCloseTo(20.82, within(1e-9));
        assertThat(welch.count(1)).isEqualTo(9);
        assertThat(welch.t()).isCloseTo(-2.878402952292624, within(1e-9));
        assertThat(of(other, one).t()).isEqualTo(-welch.t());
    }

    @Test
    void t_ofOneSampleTwice_isZero() {
        double[] sample = {1, 2, 3, 4};

        assertThat(of(sample, sample).t()).isZero();
    }

    @Test
    void t_withoutSpread_isCertainOrNothing() {
        assertThat(of(new double[] {1, 1}, new double[] {2, 2}).t()).isEqualTo(-Double.MAX_VALUE);
        assertThat(of(new double[] {1, 1}, new double[] {1, 1}).t()).isZero();
    }

    @Test
    void t_ofFewerThanTwoSamples_isZero() {
        assertThat(of(new double[] {1}, new double[] {2, 3}).t()).isZero();
        assertThat(new Welch().t()).isZero();
    }
}
