package io.countersign.benchmarks.report;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A promise and what was measured of it.
 *
 * @param name names it, without spaces
 * @param measured the figure; empty where it could not be measured, which is no better than a bad one
 * @param atLeast whether the bound is the least that is allowed, or the most
 * @param bound the bound; it is allowed itself
 */
public record Goal(String name, OptionalDouble measured, boolean atLeast, double bound) {
    /** A promise not to need more than {@code bound}. */
    public static Goal atMost(String name, OptionalDouble measured, double bound) {
        return new Goal(name, measured, false, bound);
    }

    /** A promise to reach {@code bound}. */
    public static Goal atLeast(String name, OptionalDouble measured, double bound) {
        return new Goal(name, measured, true, bound);
    }

    /** Whether the promise is kept. */
    public boolean isMet() {
        return measured.isPresent() && (atLeast ? measured.getAsDouble() >= bound : measured.getAsDouble() <= bound);
    }

    /** The line that a proof command ends with. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "goal %s measured %s bound %s%s %s",
                name,
                measured.isPresent() ? text(measured.getAsDouble()) : "nothing",
                atLeast ? ">=" : "<=",
                text(bound),
                isMet() ? "ok" : "short");
    }

    /** Three decimals for a ratio, so that what is a little over its bound is seen to be. */
    private static String text(double figure) {
        return String.format(Locale.ROOT, figure >= 100 ? "%.0f" : "%.3f", figure);
    }
}
