package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.EventKey;
import io.countersign.testkit.contract.SharedDedupStoreContract.Opener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** A process that claims the same events as another one at the same time, and prints which it acquired. */
public final class ClaimingProcess {
    static final int EVENTS = 2_000;

    /** So often they wait for each other; otherwise the one that the machine lets run first may have done it all. */
    private static final int ROUNDS = 20;

    private static final String READY = "ready";
    private static final String WON = "won ";

    private ClaimingProcess() {}

    /** Runs so many processes at once; which events each of them acquired. */
    static List<BitSet> race(int processes, Class<? extends Opener> opener, String where, String endpoint)
            throws IOException {
        List<Process> running = new ArrayList<>();
        try {
            List<BufferedReader> outputs = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                Process process = start(opener, where, endpoint);
                running.add(process);
                outputs.add(process.inputReader(US_ASCII));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (BufferedReader output : outputs) {
                    lineStartingWith(READY, output);
                }
                for (int i = 0; i < processes; i++) {
                    // Another one is the first to hear of it each time.
                    OutputStream go = running.get((round + i) % processes).getOutputStream();
                    go.write('\n');
                    go.flush();
                }
            }
            List<BitSet> won = new ArrayList<>();
            for (BufferedReader output : outputs) {
                won.add(BitSet.valueOf(
                        HexFormat.of().parseHex(lineStartingWith(WON, output).substring(WON.length()))));
            }
            return won;
        } finally {
            running.forEach(Process::destroyForcibly);
        }
    }

    private static Process start(Class<? extends Opener> opener, String where, String endpoint) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClaimingProcess.class.getName(),
                        opener.getName(),
                        where,
                        endpoint)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String lineStartingWith(String start, BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new IOException("the other process ended before it said \"" + start.strip() + "\"");
    }

    /** Opens the store, claims after each line of input so many events, prints. */
    public static void main(String[] args) throws Exception {
        Opener opener = Class.forName(args[0])
                .asSubclass(Opener.class)
                .getDeclaredConstructor()
                .newInstance();
        DedupStore store = opener.open(args[1]);
        store.claim(request(args[2], "warm-up-" + UUID.randomUUID()));
        BufferedReader go = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        BitSet won = new BitSet(EVENTS);
        for (int event = 0; event < EVENTS; event++) {
            if (event % (EVENTS / ROUNDS) == 0) {
                System.out.println(READY);
                if (go.readLine() == null) {
                    throw new IOException("the test went away");
                }
            }
            won.set(event, store.claim(request(args[2], "event-" + event)) instanceof ClaimResult.Acquired);
        }
        System.out.println(WON + HexFormat.of().formatHex(won.toByteArray()));
        // What the store or its driver started may be no daemon.
        System.exit(0);
    }

    private static ClaimRequest request(String endpoint, String id) {
        return new ClaimRequest(
                new EventKey(endpoint, id),
                BodyDigest.of(new byte[0]),
                UUID.randomUUID(),
                Duration.ofHours(1),
                Duration.ofDays(7));
    }
}
