package io.countersign.samples.relay.demo;

import io.countersign.secret.SigningSecret;

/**
 * The secrets of an endpoint in the middle of a rotation: the current one, the previous one inside its window, and one whose
 * window is over.
 *
 * <p>Thread rule: immutable. {@code toString} shows none of them.
 */
final class Rotation {
    final SigningSecret current = DemoSecrets.fresh("current");
    final SigningSecret previous = DemoSecrets.fresh("previous");
    final SigningSecret expired = DemoSecrets.fresh("expired");
}
