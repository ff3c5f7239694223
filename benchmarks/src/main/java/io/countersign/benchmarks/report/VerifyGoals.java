package io.countersign.benchmarks.report;

import io.countersign.benchmarks.report.VerifyRows.Peer;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What is promised of the speed of {@code verify}. */
final class VerifyGoals {
    private VerifyGoals() {}

    static List<Goal> of(Figures figures) {
        return List.of(
                Goal.atMost(
                        "mac-1KiB",
                        figures.times(VerifyRows.github(VerifyRows.KIB), VerifyRows.keptMac(VerifyRows.KIB)),
                        1.0),
                Goal.atMost(
                        "hand-written-1KiB",
                        figures.times(VerifyRows.github(VerifyRows.KIB), VerifyRows.handWritten(VerifyRows.KIB)),
                        1.0),
                Goal.atLeast("best-peer-256B", againstBestPeer(figures, VerifyRows.SMALL), 3.0),
                Goal.atLeast("best-peer-1KiB", againstBestPeer(figures, VerifyRows.KIB), 2.0),
                Goal.atLeast("best-peer-16KiB", againstBestPeer(figures, VerifyRows.MEDIUM), 1.3),
                Goal.atMost(
                        "sha256-1MiB",
                        figures.times(VerifyRows.github(VerifyRows.MIB), VerifyRows.sha256(VerifyRows.MIB)),
                        1.03),
                Goal.atMost("allocated-bytes-1KiB", mostAllocated(figures), 600),
                Goal.atMost("two-secrets", figures.times(VerifyRows.TWO_SECRETS, VerifyRows.ONE_SECRET), 2.1),
                Goal.atLeast("two-threads", twoThreads(figures, false), 1.8),
                Goal.atLeast("two-virtual-threads", twoThreads(figures, true), 1.8));
    }

    /** The least of the ratios: each peer against ours with the same scheme, so the nearest of them decides. */
    private static OptionalDouble againstBestPeer(Figures figures, int bytes) {
        return unlessOneIsMissing(
                Stream.of(Peer.values()).map(peer -> figures.times(peer.theirs(bytes), peer.countersign(bytes))),
                DoubleStream::min);
    }

    /** The most of the schemes: a bound on memory that held for one of them would be no bound. */
    private static OptionalDouble mostAllocated(Figures figures) {
        return unlessOneIsMissing(
                Stream.concat(
                                Stream.of(VerifyRows.github(VerifyRows.KIB)),
                                Stream.of(Peer.values()).map(peer -> peer.countersignGiven(VerifyRows.KIB)))
                        .map(row -> figures.median(row, Sample::bytes)),
                DoubleStream::max);
    }

    /** What was not measured could have been the one that decides. */
    private static OptionalDouble unlessOneIsMissing(
            Stream<OptionalDouble> figures, Function<DoubleStream, OptionalDouble> deciding) {
        List<OptionalDouble> all = figures.toList();
        return all.stream().allMatch(OptionalDouble::isPresent)
                ? deciding.apply(all.stream().mapToDouble(OptionalDouble::getAsDouble))
                : OptionalDouble.empty();
    }

    private static OptionalDouble twoThreads(Figures figures, boolean virtual) {
        return figures.timesAsMuch(VerifyRows.threads(2, virtual), VerifyRows.threads(1, virtual));
    }
}
