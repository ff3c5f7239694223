package io.countersign.samples.relay.demo;

import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.util.function.UnaryOperator;

/** The five providers with the secrets of one run. Stateless. */
final class Simulators {
    private static final String STATUS_PULSE_HEADER = "X-StatusPulse-Signature";
    private static final String STATUS_PAGE_ONE_HEADER = "x-statuspageone-signature";
    private static final String AUTHORIZATION = "Authorization";
    private static final String API_KEY_HEADER = "X-Api-Key";
    private static final String MAR_HEADER = "X-Webhook-Secret";

    private Simulators() {}

    static Simulator statusPulse(DemoSecrets secrets) {
        return new Simulator(
                "StatusPulse",
                "statuspulse",
                secrets.statusPulse,
                Senders::statusPulse,
                STATUS_PULSE_HEADER,
                true,
                replaced(STATUS_PULSE_HEADER, "sha256=not-hexadecimal"));
    }

    static Simulator statusPageOne(DemoSecrets secrets) {
        return new Simulator(
                "StatusPageOne",
                "statuspageone",
                secrets.statusPageOne,
                Senders::statusPageOne,
                STATUS_PAGE_ONE_HEADER,
                true,
                replaced(STATUS_PAGE_ONE_HEADER, "sha256=abc"));
    }

    static Simulator metaplane(DemoSecrets secrets) {
        return new Simulator(
                "Metaplane",
                "metaplane",
                secrets.metaplane,
                Senders::bearer,
                AUTHORIZATION,
                false,
                replaced(AUTHORIZATION, "Bearer"));
    }

    static Simulator elastio(DemoSecrets secrets) {
        return new Simulator(
                "Elastio",
                "elastio",
                secrets.elastio,
                secret -> Senders.token(API_KEY_HEADER, secret),
                API_KEY_HEADER,
                false,
                sentTwice(API_KEY_HEADER));
    }

    static Simulator mar(DemoSecrets secrets) {
        return new Simulator("MAR", "mar", secrets.mar, Senders::mar, MAR_HEADER, false, sentTwice(MAR_HEADER));
    }

    /** MAR as it may also be configured: the HMAC of the body in a header. */
    static Sender marWithHmac(DemoSecrets secrets) {
        return Senders.hmacSha256("X-Mar-Signature", secrets.marSigned);
    }

    private static UnaryOperator<SignedRequest> replaced(String header, String value) {
        return request -> request.withoutHeader(header).withHeader(header, value);
    }

    /** A shared secret in a header of its own has no form that could be wrong; two lines of it are wrong. */
    private static UnaryOperator<SignedRequest> sentTwice(String header) {
        return request -> request.withHeader(header, "another value");
    }
}
