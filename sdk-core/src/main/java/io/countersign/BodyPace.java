package io.countersign;

import java.time.Duration;

/**
 * How slowly a body may come: by a deadline, and after a grace at no less than so many bytes a second on the average, so that a
 * thread is not held for the whole deadline by somebody who sends a byte now and then. Immutable.
 *
 * @param deadline when it must have come
 * @param grace for how long it may come as slowly as it likes
 * @param bytesPerSecond at least so many for each second after the grace; 0 for no such rule
 */
record BodyPace(Duration deadline, Duration grace, int bytesPerSecond) {
    /** What holds where nobody chooses. */
    static final BodyPace DEFAULT = new BodyPace(
            Duration.ofSeconds(10), ReceiverBuilder.DEFAULT_BODY_GRACE, ReceiverBuilder.DEFAULT_BODY_BYTES_PER_SECOND);

    BodyPace withDeadline(Duration other) {
        return new BodyPace(other, grace, bytesPerSecond);
    }

    BodyPace withRate(Duration otherGrace, int otherBytesPerSecond) {
        return new BodyPace(deadline, otherGrace, otherBytesPerSecond);
    }

    /** Whether so many bytes are too few after so much time. */
    boolean isTooSlow(Duration elapsed, long bytes) {
        return elapsed.compareTo(deadline) > 0
                || (elapsed.compareTo(grace) > 0
                        && bytes * 1000 < elapsed.minus(grace).toMillis() * bytesPerSecond);
    }
}
