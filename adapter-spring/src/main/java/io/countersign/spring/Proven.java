package io.countersign.spring;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.verify.Trust;

/** What an endpoint proves about each delivery that it lets through. Stateless. */
final class Proven {
    private Proven() {}

    static Trust by(WebhookEndpoint endpoint) {
        Scheme scheme = endpoint.receiver().verifier().scheme();
        if (scheme instanceof UnauthenticatedScheme) {
            return Trust.UNAUTHENTICATED;
        }
        boolean leavesOutTheBody = scheme instanceof SignatureScheme signature
                && !signature.signed().contains("{body}");
        return scheme instanceof SharedSecretScheme || leavesOutTheBody ? Trust.SHARED_SECRET : Trust.SIGNED_BODY;
    }
}
