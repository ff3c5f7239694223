package io.countersign.spring.autoconfigure;

import io.countersign.dedup.DedupStore;
import io.countersign.dedup.DedupStore.Capability;
import io.countersign.spring.WebhookEndpoints;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.cloud.CloudPlatform;

/**
 * Whether the store fits the number of nodes. Two nodes whose claims are apart handle an event twice, and nothing shows it but
 * the doubled effects.
 *
 * <p>What nobody chose is refused where it is known to be wrong. What somebody wrote down, or declared as a bean, is warned of:
 * there are handlers for which it does. Where the number of nodes is only likely to be more than one, it is warned of too.
 *
 * <p>Thread rule: immutable.
 *
 * @param claims what is configured
 * @param store the store that is used
 * @param isOurs whether it is made of the configuration, rather than a bean of the application
 * @param platform where the application runs, as far as it can be told
 */
record NodesCheck(
        CountersignProperties.Dedup claims,
        DedupStore store,
        boolean isOurs,
        @Nullable CloudPlatform platform) {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoints.class);
    private static final ConfigKey NODES = ConfigKey.DEDUP.child("nodes");
    private static final String SHARE = "set it to jdbc with PostgreSQL, MySQL or MariaDB, or to redis";

    void run() {
        Integer nodes = claims.nodes();
        if (nodes != null && nodes < 1) {
            throw NODES.error("is " + nodes, "set it to how many nodes there are, 1 or more");
        }
        if (!isOurs && claims.store() != null) {
            LOG.warn("{} is not used: the application has a bean of type DedupStore, and that is", ConfigKey.STORE);
        }
        if (store.capabilities().contains(Capability.SHARED)) {
            return;
        }
        if (nodes == null) {
            warnOnPlatform();
        } else if (nodes > 1) {
            apart(nodes);
        }
    }

    private void apart(int nodes) {
        if (isOurs && claims.store() == null) {
            throw ConfigKey.STORE.error(
                    "is not set, so each of the " + nodes
                            + " nodes keeps its claims in its own memory, and an event that comes"
                            + " to two of them is handled twice",
                    SHARE + "; or write memory, if your handlers may see an event twice");
        }
        if (isOurs && claims.store() == CountersignProperties.Store.JDBC) {
            throw NODES.error(
                    "is " + nodes + ", but the database of the claims belongs to one process",
                    "use PostgreSQL, MySQL or MariaDB");
        }
        LOG.warn(
                "{} is {}, but {} does not share claims among nodes: an event that comes to two of them is handled twice",
                NODES,
                nodes,
                isOurs ? ConfigKey.STORE + ": memory" : "the bean of type DedupStore");
    }

    private void warnOnPlatform() {
        if (platform != null && platform != CloudPlatform.NONE) {
            LOG.warn(
                    "this application seems to run on {}, where it may run more than once, be it while it is updated, and its"
                            + " claims are not shared: an event that comes to two nodes is handled twice; for {}, {}; or set"
                            + " {} to 1 if there is never more than one",
                    platform,
                    ConfigKey.STORE,
                    SHARE,
                    NODES);
        }
    }
}
