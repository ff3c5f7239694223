package io.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the core shows: how much, and that each type says how it may be used. */
class PublicApiTest {
    private static final Path CORE = Path.of("..", "sdk-core");
    private static final Path SOURCES = CORE.resolve("src/main/java/io/countersign");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|record|interface|enum|@interface) (\\w+)",
            Pattern.MULTILINE);

    private record PublicType(Path file, String javadoc) {}

    private static ModuleDescriptor core() {
        return ModuleFinder.of(CORE.resolve("target/classes"))
                .find("io.countersign.core")
                .orElseThrow()
                .descriptor();
    }

    private static Set<String> exportedPackages() {
        return core().exports().stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
    }

    private static List<PublicType> publicTypes() throws IOException {
        Set<Path> exported = exportedPackages().stream()
                .map(name -> CORE.resolve("src/main/java").resolve(name.replace('.', '/')))
                .collect(Collectors.toSet());
        List<PublicType> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                Matcher type = PUBLIC_TYPE.matcher(source);
                if (exported.contains(file.getParent()) && type.find()) {
                    types.add(new PublicType(file, source.substring(0, type.start())));
                }
            }
        }
        return types;
    }

    @Test
    void everyPublicType_saysItsThreadRule() throws IOException {
        assertThat(publicTypes())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.javadoc())
                        .as("Javadoc of %s", type.file())
                        .contains("/**")
                        .contains("Thread rule:"));
    }

    @Test
    void core_withoutPayloadModels_has30To60PublicTypes() throws IOException {
        Path models = SOURCES.resolve("provider");
        long count = publicTypes().stream()
                .filter(type -> !type.file().startsWith(models)
                        || type.file().getParent().equals(models))
                .count();

        assertThat(count).isBetween(30L, 60L);
    }

    @Test
    void module_exportsApiPackagesOnly() {
        assertThat(exportedPackages())
                .contains("io.countersign", "io.countersign.verify", "io.countersign.secret")
                .noneMatch(name -> name.contains("internal") || name.contains("json"));
        assertThat(core().exports()).noneMatch(ModuleDescriptor.Exports::isQualified);
    }
}
