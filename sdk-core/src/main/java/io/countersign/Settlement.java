package io.countersign;

/**
 * Tells the receiver how the application's handling of a delivery ended. For adapters: call exactly one of the three, always,
 * also where the application threw; the first call counts, and each returns the answer for the sender.
 *
 * <p>Events that were settled one by one, by {@link ReceivedDelivery#forEach}, stay settled; the rest is settled as the call
 * says. If any event failed, the answer is "retry later" whatever the call says.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public sealed interface Settlement permits ClaimedDelivery {

    /**
     * The application answered with a 2xx: complete the events.
     *
     * @param status its status, 200 to 299
     */
    Answer handled(int status);

    /**
     * The application refused the delivery for good: complete the events, so that retries get the same answer.
     *
     * @param status its status, 400 to 499
     */
    Answer refused(int status);

    /**
     * The application failed: release the events.
     *
     * @param reason one sentence for the log, without anything out of the delivery
     */
    Answer failed(String reason);
}
