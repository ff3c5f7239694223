package io.countersign;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.statusPulse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Schemes;
import io.countersign.secret.LiveSecrets;
import io.countersign.secret.MountedSecrets;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rotations under load. Time is simulated and bounded by what the threads do, never by the clock on the wall: the sender switches a few
 * rotations after the receiver, a delivery is under way for a few more, and the rotation waits for the slowest of them.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RotationTest {
    private static final int ROTATIONS = 1_000;
    private static final int SENDERS = 3;

    /** By so many rotations the sender is behind the receiver. */
    private static final int SWITCH_LAG = 2;

    /** For at most so many rotations a delivery is under way. */
    private static final int FLIGHT_LAG = 2;

    /** One rotation takes a minute, so an old secret has to last for both lags and the rotation itself. */
    private static final Duration OVERLAP = Duration.ofMinutes(SWITCH_LAG + FLIGHT_LAG + 1);

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** For files, where waiting for a look takes as many intervals as it takes: old values go by number there. */
    private static final Duration LONG = Duration.ofDays(36_500);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final AtomicReference<SigningSecret> atTheSender = new AtomicReference<>(secret(0));
    private final Load load = new Load();

    @AfterEach
    void stop() throws InterruptedException {
        load.finish();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static SigningSecret secret(int version) {
        return SigningSecret.of("v" + version, "the-value-of-secret-number-" + version);
    }

    /** What is under way, and how it ended. */
    private static final class Load {
        private static final int NONE = Integer.MAX_VALUE;

        /** Per sender the rotation at which its delivery was signed at the earliest. */
        private final int[] signedAt = new int[SENDERS];

        private int rotation;
        private int accepted;
        private int refused;
        private boolean over;

        Load() {
            Arrays.fill(signedAt, NONE);
        }

        synchronized boolean begin(int sender) {
            signedAt[sender] = rotation;
            return !over;
        }

        synchronized void end(int sender, boolean isVerified) {
            signedAt[sender] = NONE;
            if (isVerified) {
                accepted++;
            } else {
                refused++;
            }
            notifyAll();
        }

        /** Waits until every delivery that is under way may still be so after the next rotation, and one ended since. */
        synchronized void awaitStragglers(int endedBefore) throws InterruptedException {
            while (accepted + refused <= endedBefore
                    || Arrays.stream(signedAt).anyMatch(signed -> signed < rotation + 1 - FLIGHT_LAG)) {
                wait();
            }
        }

        synchronized void rotated(int version) {
            rotation = version;
        }

        synchronized int ended() {
            return accepted + refused;
        }

        synchronized void finish() {
            over = true;
        }

        synchronized void isAllAccepted(int atLeast) {
            assertThat(refused).isZero();
            assertThat(accepted).isGreaterThanOrEqualTo(atLeast);
        }
    }

    private Callable<Void> sender(int number, WebhookVerifier verifier) {
        return () -> {
            for (int i = 0; load.begin(number); i++) {
                byte[] body = bytes("delivery " + i + " of sender " + number);
                Delivery.Builder signed = statusPulse(atTheSender.get(), body);
                Verification verdict =
                        verifier.verify(signed.receivedAt(now.get()).build());
                load.end(number, verdict instanceof Verification.Verified);
            }
            return null;
        };
    }

    /** Runs {@code rotate} under load, with the number of the new secret; then has the sender follow, late. */
    private void rotateUnderLoad(int rotations, SecretSource source, Rotation rotate) throws Exception {
        WebhookVerifier verifier =
                WebhookVerifier.builder(Schemes.statusPulse()).secrets(source).build();
        List<Future<Void>> senders = new ArrayList<>();
        for (int number = 0; number < SENDERS; number++) {
            senders.add(threads.submit(sender(number, verifier)));
        }
        int ended = 0;
        for (int version = 1; version <= rotations; version++) {
            load.awaitStragglers(ended);
            ended = load.ended();
            rotate.to(version);
            load.rotated(version);
            atTheSender.set(secret(Math.max(0, version - SWITCH_LAG)));
            refusesWhatIsOver(verifier, version);
        }
        load.finish();
        for (Future<Void> sender : senders) {
            sender.get();
        }
    }

    @FunctionalInterface
    private interface Rotation {
        void to(int version) throws IOException;
    }

    /** Or the overlap would prove nothing. */
    private void refusesWhatIsOver(WebhookVerifier verifier, int version) {
        int over = version - 2 * (int) OVERLAP.toMinutes();
        if (over >= 0) {
            Delivery late = statusPulse(secret(over), bytes("late"))
                    .receivedAt(now.get())
                    .build();
            assertThat(verifier.verify(late)).isEqualTo(new Verification.Rejected(RejectionReason.SIGNATURE_MISMATCH));
        }
    }

    @Test
    void rotationsInCode_underLoad_rejectNoValidDelivery() throws Exception {
        LiveSecrets secrets = LiveSecrets.of(SecretSource.constant(SecretRing.of(secret(0))), now::get);

        rotateUnderLoad(ROTATIONS, secrets, version -> {
            now.set(NOW.plus(Duration.ofMinutes(version)));
            secrets.rotate(secret(version), OVERLAP);
        });

        load.isAllAccepted(ROTATIONS);
    }

    @Test
    void rotationsBySwappedLinks_underLoad_rejectNoValidDelivery(@TempDir Path folder) throws Exception {
        swap(folder, 0);
        Files.createSymbolicLink(folder.resolve("secret"), Path.of("..data", "secret"));
        MountedSecrets secrets = MountedSecrets.builder()
                .file("main", folder.resolve("secret"), LONG)
                .interval(INTERVAL)
                .clock(now::get)
                .build();

        rotateUnderLoad(ROTATIONS, secrets, version -> {
            swap(folder, version);
            awaitTaken(secrets, version);
        });

        load.isAllAccepted(ROTATIONS);
    }

    @Test
    void rotationsByAFileWrittenInTwoHalves_underLoad_rejectNoValidDelivery(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("secret"), secret(0).revealValue());
        MountedSecrets secrets = MountedSecrets.builder()
                .file("main", file, LONG)
                .interval(INTERVAL)
                .clock(now::get)
                .build();

        rotateUnderLoad(ROTATIONS / 10, secrets, version -> {
            String value = new String(secret(version).revealValue(), UTF_8);
            Files.writeString(file, value.substring(0, value.length() / 2));
            anIntervalLater();
            secrets.ring();
            Files.writeString(file, value);
            awaitTaken(secrets, version);
        });

        load.isAllAccepted(ROTATIONS / 10);
    }

    /** A folder per version and one link to the latest, as the kubelet does it. */
    private static void swap(Path folder, int version) throws IOException {
        Path data = Files.createDirectory(folder.resolve("..v" + version));
        Files.write(data.resolve("secret"), secret(version).revealValue());
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..v" + version));
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        if (version > 0) {
            Path former = folder.resolve("..v" + (version - 1));
            Files.delete(former.resolve("secret"));
            Files.delete(former);
        }
    }

    /** A change is taken in the next interval; where a look was under way when it happened, in a later one. */
    private void awaitTaken(MountedSecrets secrets, int version) {
        while (!isFirst(secrets.ring(), secret(version))) {
            anIntervalLater();
        }
    }

    private void anIntervalLater() {
        now.updateAndGet(instant -> instant.plus(INTERVAL));
    }

    private static boolean isFirst(SecretRing ring, SigningSecret secret) {
        return Arrays.equals(ring.secrets().get(0).revealValue(), secret.revealValue());
    }

    @Test
    void revocation_underLoad_holdsForEveryDeliveryThatBeginsAfterIt() throws Exception {
        for (int round = 0; round < 200; round++) {
            SigningSecret leaked = secret(round);
            LiveSecrets secrets = LiveSecrets.of(SecretRing.of(leaked, secret(round + 1)));
            WebhookVerifier verifier = WebhookVerifier.builder(Schemes.statusPulse())
                    .secrets(secrets)
                    .build();
            AtomicBoolean isRevoked = new AtomicBoolean();
            AtomicInteger started = new AtomicInteger();
            Callable<Integer> attacker = () -> {
                int acceptedAfterwards = 0;
                for (int after = 0; after < 20; ) {
                    boolean begunAfter = isRevoked.get();
                    started.incrementAndGet();
                    Verification verdict =
                            verifier.verify(statusPulse(leaked, bytes("x")).build());
                    if (begunAfter) {
                        after++;
                        acceptedAfterwards += verdict instanceof Verification.Verified ? 1 : 0;
                    }
                }
                return acceptedAfterwards;
            };
            List<Future<Integer>> attackers = List.of(threads.submit(attacker), threads.submit(attacker));
            while (started.get() < 10) {
                Thread.onSpinWait();
            }
            secrets.revoke(leaked.id());
            isRevoked.set(true);
            for (Future<Integer> future : attackers) {
                assertThat(future.get()).isZero();
            }
        }
    }
}
