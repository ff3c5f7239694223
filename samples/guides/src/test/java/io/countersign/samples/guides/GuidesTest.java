package io.countersign.samples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.spring.WebhookEndpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What stands in docs/guide is what is compiled here, and what starts. {@code bin/guides} types the rest. */
class GuidesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path GUIDES = ROOT.resolve("docs/guide");

    /** A block with the comment on the line before it. */
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- ([^>]*) -->\\n)?```(\\w+)\\n(.*?)\\n```\\n", Pattern.DOTALL);

    private static final Pattern CODE = Pattern.compile("code: ([^#;]+)(?:#(\\w+))?");

    /** An application that has endpoints and nothing behind them. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    @TempDir
    private Path folder;

    private record Block(Path page, String comment, String language, String text) {
        @Override
        public String toString() {
            return page.getFileName() + ": " + language + " "
                    + text.lines().findFirst().orElse("");
        }
    }

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.list(GUIDES)) {
            for (Path page : files.sorted().toList()) {
                Matcher matcher = BLOCK.matcher(Files.readString(page));
                while (matcher.find()) {
                    String comment = matcher.group(1) == null ? "" : matcher.group(1);
                    blocks.add(new Block(page, comment, matcher.group(2), matcher.group(3)));
                }
            }
        }
        return blocks;
    }

    @TestFactory
    Stream<DynamicTest> code_isWhatIsCompiled() throws IOException {
        List<Block> java = blocks().stream()
                .filter(block ->
                        block.language().equals("java") || block.comment().contains("code: "))
                .toList();
        assertThat(java).hasSizeGreaterThan(8);
        return java.stream()
                .map(block -> DynamicTest.dynamicTest(block.toString(), () -> {
                    Matcher code = CODE.matcher(block.comment());
                    assertThat(code.find())
                            .as("a comment that says where it is compiled")
                            .isTrue();
                    String source = Files.readString(ROOT.resolve(code.group(1)));
                    String expected = code.group(2) == null ? ofUsers(source) : region(source, code.group(2));
                    assertThat(block.text()).isEqualTo(expected);
                }));
    }

    private static String ofUsers(String source) {
        return source.replaceFirst("(?m)^package .*;$", "package com.example;").stripTrailing();
    }

    private static String region(String source, String name) {
        String begin = "// region " + name + "\n";
        int from = source.indexOf(begin) + begin.length();
        return source.substring(from, source.lastIndexOf('\n', source.indexOf("// endregion", from)))
                .stripIndent()
                .strip();
    }

    @Test
    void everyBlock_isChecked() throws IOException {
        assertThat(blocks())
                .allMatch(
                        block -> block.comment().matches("(file|code): .*|start|run|run in the project|prints|config"));
    }

    @TestFactory
    Stream<DynamicTest> configurations_start() throws IOException {
        List<Block> configurations = blocks().stream()
                .filter(block -> block.comment().equals("config"))
                .toList();
        assertThat(configurations).isNotEmpty();
        return configurations.stream().map(block -> DynamicTest.dynamicTest(block.toString(), () -> start(block)));
    }

    private void start(Block block) throws IOException {
        Path yaml = Files.writeString(folder.resolve("application.yaml"), block.text());
        Path secret = Files.writeString(folder.resolve("secret"), "a secret of the tests, in a file");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Plain.class)
                .properties(
                        "spring.config.location=" + yaml.toUri(),
                        "server.port=0",
                        "ACME_SECRET=a secret of the tests, Acme's",
                        "STATUSPULSE_SECRET=a secret of the tests",
                        "STATUSPULSE_OLD_SECRET=an old secret of the tests",
                        "SECRET_FILE=" + secret)
                .run()) {
            assertThat(context.getBean(WebhookEndpoints.class).byName()).isNotEmpty();
        }
    }

    @Test
    void poms_nameThisVersionAndArtifactsThatExist() throws IOException {
        Pattern dependency = Pattern.compile(
                "<groupId>io\\.countersign</groupId>\\s*<artifactId>countersign-([\\w-]+)</artifactId>\\s*<version>([^<]+)<");
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        for (Block block : blocks()) {
            Matcher named = dependency.matcher(block.text());
            while (named.find()) {
                assertThat(ROOT.resolve(named.group(1)).resolve("pom.xml")).exists();
                assertThat(parent).contains("<version>" + named.group(2) + "</version>");
            }
        }
    }
}
