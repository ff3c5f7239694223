package io.countersign.testkit;

/**
 * A provider, or somebody who knows its secrets: signs bodies the way the provider does.
 *
 * @see Senders
 */
@FunctionalInterface
public interface Sender {

    /** The delivery of {@code body}. */
    SignedRequest deliver(byte[] body);
}
