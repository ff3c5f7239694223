package io.countersign.spring.autoconfigure;

import static io.countersign.spring.autoconfigure.Mistakes.SECRET;
import static io.countersign.spring.autoconfigure.Mistakes.X;
import static io.countersign.spring.autoconfigure.Mistakes.good;
import static io.countersign.spring.autoconfigure.Mistakes.refuses;
import static io.countersign.spring.autoconfigure.Mistakes.refusesOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in keys, providers, paths, sizes and times. */
class EndpointMistakesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "countersign: {endpoint: {x: {provider: acme}}} | countersign.endpoint.x.provider",
                "countersign: {endpoints: {x: {provider: acme, secret: hunter2}}} | countersign.endpoints.x.secret",
                "countersign: {endpoints: {x: {provider: acme, secrets: [{id: a, vaule: hunter2}]}}}"
                        + " | countersign.endpoints.x.secrets[0].vaule",
                "countersign: {endpoints: {x: {provider: acme, auth: {bearer: {tokn: hunter2}}}}}"
                        + " | countersign.endpoints.x.auth.bearer.tokn",
                "countersign: {dedupe: {store: memory}} | countersign.dedupe.store"
            })
    void aKeyThatIsNotKnown(String yaml, String key) {
        refuses(yaml, key, "there is no such key", "correct its spelling");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dedup: {lease: soon}                          | dedup.lease                | a duration | 60s",
                "dedup: {store: disk}                          | dedup.store                | the words  | memory, jdbc, redis",
                "dedup: {nodes: many}                          | dedup.nodes                | a whole number | digits",
                "max-body: large                               | max-body                   | a size     | 1MB",
                "endpoints: {x: {conflict: maybe}}             | endpoints.x.conflict       | the words  | accept, refuse",
                "endpoints: {x: {when-store-is-down: ok}}      | endpoints.x.when-store-is-down | the words | retry-later, fail-open-as-handler-is-idempotent",
                "endpoints: {x: {signature: {algorithm: md5}}} | endpoints.x.signature.algorithm | the words | hmac-sha256",
                "endpoints: {x: {auth: hunter2}}               | endpoints.x.auth           | a group of keys | spelling",
                "endpoints: {x: {secrets: hunter2}}            | endpoints.x.secrets        | a list     | a dash",
                "endpoints: {x: {auth: {bearer: hunter2}}}     | endpoints.x.auth.bearer    | a group of keys | spelling",
                "endpoints: hunter2                            | endpoints                  | a group of keys | spelling"
            })
    void aValueOfAnotherType(String keys, String key, String problem, String mend) {
        refuses("countersign: {" + keys + "}", "countersign." + key, problem, mend);
    }

    @Test
    void noProvider() {
        refuses(
                "countersign: {endpoints: {x: {path: /hooks/x}}}",
                X + "provider",
                "is missing",
                "one of acme, cloudevents, discord, elastio, event-grid, github, gitlab-token, hubspot, linear, mar,"
                        + " meta, metaplane, pagerduty, sentry, shopify, slack, square, standard-webhooks, statuspageone,"
                        + " statuspulse, stripe, svix, twilio, zoom");
    }

    @Test
    void aProviderThatIsNotKnown() {
        refuses(
                "countersign: {endpoints: {x: {provider: acne}}}",
                X + "provider",
                "no provider \"acne\"",
                "one of acme, cloudevents, discord, elastio, event-grid, github, gitlab-token, hubspot, linear, mar,"
                        + " meta, metaplane, pagerduty, sentry, shopify, slack, square, standard-webhooks, statuspageone,"
                        + " statuspulse, stripe, svix, twilio, zoom");
    }

    @Test
    void aDeliveryIdHeaderForAnyButMar() {
        refuses(good("delivery-id-header: X-Id"), X + "delivery-id-header", "acme", "remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0B", "-1B", "67108865B", "4GB"})
    void aBodySizeOutOfRange(String size) {
        refuses(good("max-body: " + size), X + "max-body", "the size is", "1B to 64MB");
        refuses(
                good("conflict: refuse") + "\ncountersign.max-body: " + size,
                "countersign.max-body",
                "the size is",
                "64MB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hooks",
                "/hooks/*",
                "/hooks/{id}",
                "/hooks/",
                "//hooks",
                "/",
                "/a/../b",
                "/./b",
                "/a;b",
                "/a%2fb",
                "/a?b",
                "\"\""
            })
    void aPathThatIsNotPlain(String path) {
        refuses(
                good("path: \"" + path + "\"").replace("\"\"\"\"", "\"\""),
                X + "path",
                "not a plain path",
                "start with a slash");
    }

    @Test
    void aNameThatMakesNoPath() {
        refuses(
                "countersign: {endpoints: {\"[a b]\": {provider: acme, auth: {none: accepted}}}}",
                "countersign.endpoints[a b]",
                "an endpoint's name must be",
                "another name");
    }

    @Test
    void twoEndpointsAtOnePath() {
        refuses(
                "countersign: {endpoints: {a: {provider: acme, path: /h, auth: {none: accepted}},"
                        + " b: {provider: acme, path: /h, auth: {none: accepted}}}}",
                "countersign.endpoints.b.path",
                "endpoint \"a\" receives at /h already",
                "a path of its own");
    }

    @Test
    void anEndpointBelowOneThatEndsInAToken() {
        refuses(
                "countersign: {endpoints: {a: {provider: acme, path: /h, auth: {path: {token: %s}}}, b: {provider: acme, path: /h/b, auth: {none: accepted}}}}"
                        .formatted(SECRET),
                "countersign.endpoints.b.path",
                "endpoint \"a\" receives at /h/* already",
                "none below");
        refuses(
                "countersign: {endpoints: {a: {provider: acme, path: /h/b, auth: {none: accepted}}, b: {provider: acme, path: /h, auth: {path: {token: %s}}}}}"
                        .formatted(SECRET),
                "countersign.endpoints.b.path",
                "endpoint \"a\" receives at /h/b already",
                "none below");
    }

    @Test
    void aRetentionShorterThanTheSenderRetries() {
        refuses(
                good("conflict: accept") + "\ncountersign.dedup.retention: 119m",
                "countersign.dedup.retention",
                "acme may send an event again for PT2H",
                "at least that");
    }

    @Test
    void aLeaseLongerThanTheRetention() {
        refuses(
                good("conflict: accept") + "\ncountersign.dedup: {retention: 2h, lease: 121m}",
                "countersign.dedup.lease",
                "longer than retention",
                "retention longer than lease");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retention", "lease", "lease-cap"})
    void aDurationOfNothing(String name) {
        refuses(
                good("conflict: accept") + "\ncountersign.dedup." + name + ": 0s",
                "countersign.dedup." + name,
                "must be positive",
                "set it to");
    }

    @Test
    void aMarDeliveryIdHeaderThatIsNone() {
        refusesOf(
                "mar",
                "secrets: [{id: a, value: %s}], delivery-id-header: \"X Id\"".formatted(SECRET),
                "delivery-id-header",
                "cannot be the name",
                "name the header");
    }
}
