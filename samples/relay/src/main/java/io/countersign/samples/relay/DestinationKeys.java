package io.countersign.samples.relay;

import io.countersign.samples.relay.forward.Destination;
import io.countersign.samples.relay.forward.DestinationUrl;
import io.countersign.samples.relay.forward.JsonPost;
import io.countersign.samples.relay.forward.PagerDutyDestination;
import io.countersign.samples.relay.forward.SlackDestination;
import io.countersign.spring.WebhookConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Reads {@code relay.destinations}. It does not bind to a class of properties, because Spring Boot's message about a key that
 * no property takes quotes the value, and here every value may be a secret. Stateless.
 */
final class DestinationKeys {
    private static final Logger LOG = LoggerFactory.getLogger(DestinationKeys.class);

    private static final String ROOT = "relay.destinations";
    private static final String PAGERDUTY = "pagerduty";
    private static final String SLACK = "slack";
    private static final String URL = "url";
    private static final String ROUTING_KEY = "routing-key";
    private static final Map<String, Set<String>> KNOWN =
            Map.of(PAGERDUTY, Set.of(URL, ROUTING_KEY), SLACK, Set.of(URL));

    /** Source: PagerDuty, "Send an event", {@code routing_key}. */
    private static final int ROUTING_KEY_LENGTH = 32;

    private DestinationKeys() {}

    /**
     * The destinations that are configured, those that know a repeated message first.
     *
     * @throws WebhookConfigurationException for a key that is not known or missing, a URL that is none, or no destination
     */
    static List<Destination> read(Environment environment, JsonPost post) {
        Map<String, Map<String, String>> values = known(bind(environment));
        List<Destination> destinations = new ArrayList<>();
        Map<String, String> pagerDuty = values.get(PAGERDUTY);
        if (pagerDuty != null) {
            destinations.add(new PagerDutyDestination(url(PAGERDUTY, pagerDuty), routingKey(pagerDuty), post));
        }
        Map<String, String> slack = values.get(SLACK);
        if (slack != null) {
            destinations.add(new SlackDestination(url(SLACK, slack), post));
        }
        if (destinations.isEmpty()) {
            throw new WebhookConfigurationException(
                    ROOT,
                    "there is no destination",
                    "set pagerduty.url and pagerduty.routing-key, or slack.url, or all");
        }
        return destinations;
    }

    private static Map<String, Map<String, String>> bind(Environment environment) {
        ResolvableType ofStrings = ResolvableType.forClassWithGenerics(Map.class, String.class, String.class);
        Bindable<Map<String, Map<String, String>>> shape = Bindable.of(
                ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class), ofStrings));
        try {
            return Binder.get(environment).bind(ROOT, shape).orElseGet(Map::of);
        } catch (BindException e) {
            // Its message quotes the value.
            throw new WebhookConfigurationException(
                    e.getName().toString(), "this is not a group of keys", "write url: and its value below it");
        }
    }

    /** The values by the names of the documentation, however a key is written: routing-key, routingKey, ROUTING_KEY. */
    private static Map<String, Map<String, String>> known(Map<String, Map<String, String>> written) {
        Map<String, Map<String, String>> values = new HashMap<>();
        written.forEach((destination, keys) -> {
            String name = canonical(destination, KNOWN.keySet(), ROOT);
            Set<String> names = KNOWN.getOrDefault(name, Set.of());
            Map<String, String> byName = values.computeIfAbsent(name, absent -> new HashMap<>());
            keys.forEach((key, value) -> byName.put(canonical(key, names, ROOT + "." + name), value));
        });
        return values;
    }

    private static String canonical(String written, Set<String> names, String parent) {
        return names.stream()
                .filter(name -> uniform(name).equals(uniform(written)))
                .findFirst()
                .orElseThrow(() -> new WebhookConfigurationException(
                        parent + "." + written,
                        "there is no such key",
                        "use one of " + names.stream().sorted().toList() + ", or remove it"));
    }

    private static String uniform(String key) {
        return key.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    private static DestinationUrl url(String destination, Map<String, String> keys) {
        String key = ROOT + "." + destination + "." + URL;
        String text = required(key, keys.get(URL));
        try {
            return DestinationUrl.of(text);
        } catch (IllegalArgumentException e) {
            throw new WebhookConfigurationException(
                    key, "the value " + e.getMessage(), "copy the URL again, it begins with https://");
        }
    }

    private static String routingKey(Map<String, String> keys) {
        String key = ROOT + "." + PAGERDUTY + "." + ROUTING_KEY;
        String routingKey = required(key, keys.get(ROUTING_KEY));
        if (routingKey.length() != ROUTING_KEY_LENGTH) {
            LOG.warn(
                    "{}: the value has {} characters, PagerDuty's integration keys have {}; compare it",
                    key,
                    routingKey.length(),
                    ROUTING_KEY_LENGTH);
        }
        return routingKey;
    }

    private static String required(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new WebhookConfigurationException(key, "the value is missing", "set it");
        }
        if (value.startsWith("${")) {
            throw new WebhookConfigurationException(
                    key, "the value is a placeholder that was not replaced", "set the variable that it names");
        }
        if (!value.equals(value.strip())) {
            throw new WebhookConfigurationException(
                    key, "the value begins or ends in white space", "remove the white space");
        }
        return value;
    }
}
