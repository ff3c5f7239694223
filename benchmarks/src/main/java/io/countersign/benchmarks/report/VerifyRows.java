package io.countersign.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** What {@code bin/benchmark verify} measures. */
final class VerifyRows {
    static final int SMALL = 256;
    static final int KIB = 1024;
    static final int MEDIUM = 16 * KIB;
    static final int MIB = KIB * KIB;
    static final List<Integer> SIZES = List.of(SMALL, KIB, MEDIUM, MIB);

    /** A scheme and the library that it is measured against. */
    enum Peer {
        STANDARD_WEBHOOKS("StandardWebhooksBenchmark", "standardwebhooks 1.2.0"),
        SVIX("SvixBenchmark", "svix 1.99.1"),
        STRIPE("StripeBenchmark", "stripe-java 33.3.0"),
        SLACK("SlackBenchmark", "slack-app-backend 1.48.0");

        private final String benchmark;
        final String library;

        Peer(String benchmark, String library) {
            this.benchmark = benchmark;
            this.library = library;
        }

        Row countersign(int bytes) {
            return Row.of(benchmark + ".countersign", bytes);
        }

        Row countersignGiven(int bytes) {
            return Row.of(benchmark + ".countersignGiven", bytes);
        }

        Row theirs(int bytes) {
            return Row.of(benchmark + ".peer", bytes);
        }
    }

    static final Row ONE_SECRET = situation("countersignGiven", "ONE_SECRET");
    static final Row TWO_SECRETS = situation("countersignGiven", "TWO_SECRETS");

    private VerifyRows() {}

    static Row sha256(int bytes) {
        return Row.of("GitHubBenchmark.sha256", bytes);
    }

    static Row keptMac(int bytes) {
        return Row.of("GitHubBenchmark.keptMac", bytes);
    }

    static Row handWritten(int bytes) {
        return Row.of("GitHubBenchmark.handWritten", bytes);
    }

    static Row github(int bytes) {
        return Row.of("GitHubBenchmark.countersignGiven", bytes);
    }

    static Row threads(int count, boolean virtual) {
        return Row.of("ThreadsBenchmark.countersign").threads(count, virtual);
    }

    static Row machineThreads(int count) {
        return Row.of("ThreadsBenchmark.keptMac").threads(count, false);
    }

    private static Row situation(String side, String situation) {
        return Row.of("SituationBenchmark." + side).with("situation", situation);
    }

    /** Everything; what is compared with each other stands side by side. */
    static List<Row> full() {
        List<Row> rows = new ArrayList<>();
        for (int bytes : SIZES) {
            rows.addAll(List.of(sha256(bytes), github(bytes), keptMac(bytes), handWritten(bytes)));
            rows.addAll(againstPeers(bytes));
        }
        rows.add(Row.of("GitHubBenchmark.countersign", KIB));
        rows.addAll(givenAtOneKib());
        for (String situation : List.of("ONE_SECRET", "TWO_SECRETS", "TWO_SIGNATURES", "FORGED")) {
            for (String side : List.of("countersignGiven", "countersign", "peer")) {
                rows.add(situation(side, situation));
            }
        }
        rows.addAll(onThreads());
        return rows;
    }

    /** The rows of goals with a narrow margin: a quick run measures them more than once. */
    static List<Row> narrow() {
        List<Row> rows =
                new ArrayList<>(List.of(keptMac(KIB), github(KIB), handWritten(KIB), sha256(MIB), github(MIB)));
        rows.addAll(List.of(ONE_SECRET, TWO_SECRETS));
        rows.addAll(onThreads());
        return rows;
    }

    /** What a goal needs, then what only the chart needs. */
    static List<Row> quick() {
        List<Row> rows = new ArrayList<>(narrow());
        rows.addAll(givenAtOneKib());
        for (int bytes : List.of(SMALL, KIB, MEDIUM)) {
            rows.addAll(againstPeers(bytes));
        }
        rows.addAll(List.of(sha256(SMALL), keptMac(SMALL), sha256(KIB), sha256(MEDIUM), keptMac(MEDIUM)));
        return rows;
    }

    private static List<Row> againstPeers(int bytes) {
        List<Row> rows = new ArrayList<>();
        for (Peer peer : Peer.values()) {
            rows.add(peer.countersign(bytes));
            rows.add(peer.theirs(bytes));
        }
        return rows;
    }

    private static List<Row> givenAtOneKib() {
        List<Row> rows = new ArrayList<>();
        for (Peer peer : Peer.values()) {
            rows.add(peer.countersignGiven(KIB));
        }
        return rows;
    }

    private static List<Row> onThreads() {
        return List.of(
                threads(1, false),
                threads(2, false),
                machineThreads(1),
                machineThreads(2),
                threads(1, true),
                threads(2, true));
    }
}
