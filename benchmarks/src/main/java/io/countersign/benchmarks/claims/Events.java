package io.countersign.benchmarks.claims;

import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.EventKey;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Requests, made before the clock runs. Ids are as long as senders' are, 31 characters, and in no order.
 *
 * <p>Thread rule: confined to one thread.
 */
final class Events {
    private static final String ENDPOINT = "statuspulse";
    private static final String PREFIX = "msg_";
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final int RANDOM_DIGITS = 27;
    private static final BodyDigest DIGEST = BodyDigest.of(new byte[] {'{', '}'});
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration RETENTION = Duration.ofDays(7);

    /** Seeded anew each time. */
    private final SplittableRandom random = new SplittableRandom();

    /** One that nobody claimed before: 135 random bits never come twice. */
    ClaimRequest fresh() {
        StringBuilder id = new StringBuilder(PREFIX.length() + RANDOM_DIGITS).append(PREFIX);
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return by(new EventKey(ENDPOINT, id.toString()));
    }

    /** As many of them. */
    ClaimRequest[] fresh(int count) {
        ClaimRequest[] requests = new ClaimRequest[count];
        for (int i = 0; i < count; i++) {
            requests[i] = fresh();
        }
        return requests;
    }

    /** Somebody else asks for one of {@code known}, again and again. */
    ClaimRequest[] again(ClaimRequest[] known, int count) {
        ClaimRequest[] requests = new ClaimRequest[count];
        for (int i = 0; i < count; i++) {
            requests[i] = by(known[random.nextInt(known.length)].key());
        }
        return requests;
    }

    private ClaimRequest by(EventKey key) {
        return new ClaimRequest(key, DIGEST, new UUID(random.nextLong(), random.nextLong()), LEASE, RETENTION);
    }
}
