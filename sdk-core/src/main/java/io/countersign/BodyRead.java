package io.countersign;

/**
 * What reading a body came to. For adapters.
 *
 * <p>Thread rule: immutable, as long as nobody changes the array.
 */
public sealed interface BodyRead {

    /** The whole body, never more than the endpoint's limit. Hand the array to {@code Delivery} and keep it unchanged. */
    final class Complete implements BodyRead {
        private final byte[] bytes;

        Complete(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes themselves, not a copy. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /**
     * It was not read to its end.
     *
     * @param answer what to write, if somebody is still there
     */
    record Refused(Answer answer) implements BodyRead {}
}
