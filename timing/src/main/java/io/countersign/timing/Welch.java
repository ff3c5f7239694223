package io.countersign.timing;

/** Welch's t of two classes of samples, updated sample by sample (Welford). Confined to one thread. */
final class Welch {
    private final double[] count = new double[2];
    private final double[] mean = new double[2];
    private final double[] squares = new double[2];

    void add(int clazz, double value) {
        count[clazz]++;
        double delta = value - mean[clazz];
        mean[clazz] += delta / count[clazz];
        squares[clazz] += delta * (value - mean[clazz]);
    }

    /** How many samples there are of a class. */
    long count(int clazz) {
        return (long) count[clazz];
    }

    /** The mean of a class. */
    double mean(int clazz) {
        return mean[clazz];
    }

    /** The difference of the means in units of its standard error; 0 where there are too few samples to tell. */
    double t() {
        if (count[0] < 2 || count[1] < 2) {
            return 0;
        }
        double difference = mean[0] - mean[1];
        double error = Math.sqrt(variance(0) / count[0] + variance(1) / count[1]);
        // Without any spread a difference is certain, and no difference is none.
        return error > 0 ? difference / error : difference == 0 ? 0 : Math.copySign(Double.MAX_VALUE, difference);
    }

    private double variance(int clazz) {
        return squares[clazz] / (count[clazz] - 1);
    }
}
