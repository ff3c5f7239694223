package io.countersign.torture.peer;

/** Something else by which a handler sees an event once. Implementations are safe for concurrent use. */
public interface Peer {
    /** Whether the event is new, as far as it can tell; from now on it is not. */
    boolean isNew(String id);

    /** The event was handled; by default there is nothing to do then. */
    default void handled(String id) {}

    /** Handling the event failed; by default there is nothing to do then. */
    default void failed(String id) {}
}
