/** The receiving side of webhooks: verification, claims, typed events, answers. Only API packages are exported. */
@SuppressWarnings("requires-automatic") // Bucket4j has the name of a module, and no descriptor.
module io.countersign.core {
    requires com.github.benmanes.caffeine;
    requires io.github.bucket4j.core;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires static org.bouncycastle.provider;
    requires static transitive org.jspecify;

    exports io.countersign;
    exports io.countersign.dedup;
    exports io.countersign.diagnosis;
    exports io.countersign.event;
    exports io.countersign.provider;
    exports io.countersign.provider.elastio;
    exports io.countersign.provider.mar;
    exports io.countersign.provider.metaplane;
    exports io.countersign.provider.preset;
    exports io.countersign.provider.statuspageone;
    exports io.countersign.provider.statuspulse;
    exports io.countersign.scheme;
    exports io.countersign.secret;
    exports io.countersign.verify;
}
