package io.countersign.torture.node;

import io.countersign.ReceivedEvent;

/** Where the node does what it does with an event. */
interface Effects {
    /** Does it, for that incident. */
    void happen(ReceivedEvent<?> received, String incident) throws Exception;
}
