package io.countersign.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.countersign.ReceiverBuilder;
import io.countersign.provider.Provider;
import io.countersign.provider.preset.Presets;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors complete: the keys, their defaults, and names. */
class MetadataTest {
    /** What depends on something else. */
    private static final List<String> WITHOUT_A_DEFAULT = List.of(
            "countersign.bodies.in-flight",
            "countersign.client-address",
            "countersign.dedup.jdbc.data-source",
            "countersign.dedup.jdbc.database",
            "countersign.dedup.jdbc.max-concurrent-calls",
            "countersign.dedup.lease-cap",
            "countersign.dedup.nodes",
            "countersign.dedup.redis.connection-factory",
            "countersign.endpoints",
            "countersign.trusted-proxies");

    private static JsonNode metadata;

    @BeforeAll
    static void read() throws IOException {
        metadata = JsonMapper.shared().readTree(ours("META-INF/spring-configuration-metadata.json"));
    }

    /** Not that of another jar, which has a file of the same name. */
    private static byte[] ours(String name) throws IOException {
        String place = CountersignProperties.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        URL url = URI.create(place.endsWith(".jar") ? "jar:" + place + "!/" + name : place + name)
                .toURL();
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        }
    }

    private static Stream<String> keys(String prefix, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> {
            String key = prefix + "." + kebab(component);
            return component.getType().isRecord() ? keys(key, component.getType()) : Stream.of(key);
        });
    }

    private static String kebab(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Stream<String> allKeys() {
        return Stream.concat(
                keys("countersign", CountersignProperties.class),
                keys("management.health.webhook-endpoints", EndpointsHealthProperties.class));
    }

    private static Optional<JsonNode> property(String key) {
        return metadata.get("properties")
                .valueStream()
                .filter(property -> property.get("name").asString().equals(key))
                .findFirst();
    }

    @Test
    void everyKey_isThere_withItsTypeAndWhatItIsFor() {
        assertThat(allKeys()).hasSizeGreaterThan(20).allSatisfy(key -> {
            JsonNode property = property(key).orElseThrow(() -> new AssertionError("there is no " + key));
            assertThat(property.get("type").asString()).isNotBlank();
            assertThat(property.get("description").asString()).isNotBlank();
        });
    }

    @Test
    void everyDefault_isThere_butWhatDependsOnSomethingElse() {
        List<String> without = new ArrayList<>();
        allKeys()
                .filter(key -> !property(key).orElseThrow().has("defaultValue"))
                .forEach(without::add);

        assertThat(new TreeSet<>(without)).containsExactlyElementsOf(WITHOUT_A_DEFAULT);
    }

    @Test
    void theDefaults_areThoseOfTheDocument() throws IOException {
        Map<String, String> documented = documentedDefaults();

        assertThat(documented).hasSizeGreaterThan(15).contains(entry("countersign.max-body", "1MB"));
        assertThat(documented)
                .allSatisfy((key, value) -> assertThat(property(key)
                                .orElseThrow(() -> new AssertionError("there is no " + key))
                                .get("defaultValue")
                                .asString())
                        .as(key)
                        .isEqualTo(value));
    }

    @Test
    void theDefaultsOfTimes_areThoseOfTheCode() {
        assertThat(DurationStyle.detectAndParse(property("countersign.dedup.lease")
                        .orElseThrow()
                        .get("defaultValue")
                        .asString()))
                .isEqualTo(ReceiverBuilder.DEFAULT_LEASE);
        assertThat(DurationStyle.detectAndParse(property("countersign.dedup.retention")
                        .orElseThrow()
                        .get("defaultValue")
                        .asString()))
                .isEqualTo(ReceiverBuilder.DEFAULT_RETENTION);
    }

    @Test
    void theNamesOfSenders_areSuggestedForEndpoints() {
        JsonNode hint = metadata.get("hints")
                .valueStream()
                .filter(candidate -> candidate.get("name").asString().equals("countersign.endpoints.keys"))
                .findFirst()
                .orElseThrow();

        assertThat(hint.get("values")
                        .valueStream()
                        .map(value -> value.get("value").asString()))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Presets.all().stream().map(Provider::name),
                                Stream.of("statuspulse", "statuspageone", "metaplane", "elastio", "mar"))
                        .distinct()
                        .toList());
    }

    /** The rows of the document whose default is one value, by their keys. */
    private static Map<String, String> documentedDefaults() throws IOException {
        Pattern section = Pattern.compile("## `?([a-z.<>]+)`?.*");
        Pattern row = Pattern.compile("\\| `([a-z.-]+)` \\| [^|]+ \\| `([^`|]+)` \\| .*");
        Map<String, String> defaults = new TreeMap<>();
        String prefix = "";
        for (String line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
            Matcher heading = section.matcher(line);
            Matcher key = row.matcher(line);
            if (heading.matches()) {
                prefix = heading.group(1);
            } else if (key.matches()
                    && List.of("countersign", "countersign.dedup").contains(prefix)) {
                String value = key.group(2).equals("on") ? "true" : key.group(2);
                defaults.put(prefix + "." + key.group(1), value);
            }
        }
        return defaults;
    }
}
