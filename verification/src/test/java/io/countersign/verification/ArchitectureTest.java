package io.countersign.verification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom. The design's rules, kept by the build. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.countersign");

    private static final String[] JSON = {"tools.jackson..", "com.fasterxml.jackson.."};

    /** The rooms of the core, from what a user types first down to the pieces; each may use those below it only. */
    private static final List<String> ROOMS = List.of(
            "io.countersign",
            "io.countersign.diagnosis..",
            "io.countersign.provider..",
            "io.countersign.event..",
            "io.countersign.dedup..",
            "io.countersign.verify..",
            "io.countersign.scheme..",
            "io.countersign.secret..",
            "io.countersign.internal..");

    private static final Set<String> COMPARISONS =
            Set.of("equals", "mismatch", "compare", "compareTo", "compareUnsigned");

    @Test
    void house_wasFoundWhole() {
        for (String room : List.of(
                "verify", "dedup", "dedup.jdbc", "dedup.redis", "servlet", "spring", "testkit", "cli", "diagnosis")) {
            assertThat(HOUSE.stream().map(JavaClass::getPackageName)).contains("io.countersign." + room);
        }
    }

    @Test
    void packagesThatSeeUnverifiedBytes_importNoJsonLibrary() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.countersign",
                        "io.countersign.verify..",
                        "io.countersign.scheme..",
                        "io.countersign.secret..",
                        "io.countersign.dedup..",
                        "io.countersign.internal",
                        "io.countersign.servlet..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JSON)
                .check(HOUSE);
    }

    @TestFactory
    List<DynamicTest> room_usesOnlyTheRoomsBelowIt() {
        List<DynamicTest> rules = new ArrayList<>();
        for (int i = 1; i < ROOMS.size(); i++) {
            String room = ROOMS.get(i);
            String[] above = ROOMS.subList(0, i).toArray(String[]::new);
            rules.add(DynamicTest.dynamicTest(
                    room,
                    () -> noClasses()
                            .that()
                            .resideInAPackage(room)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(above)
                            .check(HOUSE)));
        }
        return rules;
    }

    @TestFactory
    List<DynamicTest> module_dependsOnlyOnWhatTheDesignAllows() {
        String[] everywhere = {"java..", "org.slf4j..", "org.jspecify.."};
        String[] core = {
            "io.countersign",
            "io.countersign.diagnosis..",
            "io.countersign.provider..",
            "io.countersign.event..",
            "io.countersign.dedup",
            "io.countersign.verify..",
            "io.countersign.scheme..",
            "io.countersign.secret.."
        };
        return List.of(
                module(
                        "sdk-core",
                        plus(core, "io.countersign.internal.."),
                        plus(
                                plus(core, everywhere),
                                "io.countersign.internal..",
                                "org.bouncycastle..",
                                "tools.jackson..",
                                "com.fasterxml.jackson.annotation..",
                                "com.github.benmanes.caffeine..",
                                "io.github.bucket4j..",
                                "javax.security.auth.x500")),
                module(
                        "dedup-redis",
                        new String[] {"io.countersign.dedup.redis.."},
                        plus(
                                plus(core, everywhere),
                                "io.countersign.dedup.redis..",
                                "io.lettuce..",
                                "redis.clients..")),
                module(
                        "dedup-jdbc",
                        new String[] {"io.countersign.dedup.jdbc.."},
                        plus(everywhere, "io.countersign.dedup", "io.countersign.dedup.jdbc..", "javax.sql..")),
                module(
                        "adapter-servlet",
                        new String[] {"io.countersign.servlet.."},
                        plus(plus(core, everywhere), "io.countersign.servlet..", "jakarta.servlet..")),
                module(
                        "adapter-spring",
                        new String[] {"io.countersign.spring.."},
                        plus(
                                plus(core, everywhere),
                                "io.countersign.spring..",
                                "io.countersign.servlet..",
                                "io.countersign.dedup.jdbc",
                                "io.countersign.dedup.redis",
                                "javax.sql",
                                "io.lettuce..",
                                "jakarta.servlet..",
                                "org.springframework..",
                                "io.micrometer..")),
                module(
                        "adapter-javalin",
                        new String[] {"io.countersign.javalin.."},
                        plus(
                                plus(core, everywhere),
                                "io.countersign.javalin..",
                                "io.javalin..",
                                "jakarta.servlet..",
                                "kotlin..",
                                "org.eclipse.jetty..")),
                module(
                        "testkit",
                        new String[] {"io.countersign.testkit.."},
                        plus(
                                plus(core, everywhere),
                                "io.countersign.testkit..",
                                "javax.crypto..",
                                "javax.net.ssl..",
                                "org.junit.jupiter..",
                                "org.assertj..")),
                module(
                        "cli",
                        new String[] {"io.countersign.cli.."},
                        plus(
                                plus(core, everywhere),
                                "io.countersign.cli..",
                                "io.countersign.testkit..",
                                "picocli..",
                                "tools.jackson..")));
    }

    private static DynamicTest module(String name, String[] packages, String[] allowed) {
        return DynamicTest.dynamicTest(
                name,
                () -> classes()
                        .that()
                        .resideInAnyPackage(packages)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(plus(allowed, ""))
                        .check(HOUSE));
    }

    private static String[] plus(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    @Test
    void verification_comparesBytesInConstantTimeOnly() {
        noClasses()
                .that()
                .resideInAnyPackage("io.countersign.verify..", "io.countersign.internal")
                .should()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("it compares bytes and stops at a difference") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        boolean ofBytes = call.getTargetOwner().isAssignableTo(ByteBuffer.class)
                                || (call.getTargetOwner().isEquivalentTo(Arrays.class)
                                        && call.getTarget()
                                                .getRawParameterTypes()
                                                .get(0)
                                                .isEquivalentTo(byte[].class));
                        return ofBytes && COMPARISONS.contains(call.getName());
                    }
                })
                .check(HOUSE);
    }

    /** A switch for development is how verification gets switched off in production. */
    @Test
    void nobody_asksWhereItRuns() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.countersign.samples..", "io.countersign.cli..", "io.countersign.testkit..")
                .should()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class, String.class)
                .orShould()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("it asks for Spring's profiles") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return List.of("getActiveProfiles", "acceptsProfiles", "matchesProfiles")
                                .contains(call.getTarget().getName());
                    }
                })
                .check(HOUSE);
    }

    /** What a stranger writes for an address may be a name, and whoever looks it up waits for the stranger's name server. */
    @Test
    void nobody_looksUpNames() {
        noClasses()
                .that()
                .resideInAnyPackage("io.countersign", "io.countersign.internal..", "io.countersign.servlet..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.InetAddress")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.InetSocketAddress")
                .check(HOUSE);
    }

    @Test
    void nobody_readsTheWallClockBehindTheUsersBack() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.countersign.samples..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(HOUSE);
    }

    @Test
    void typesThatHoldSecrets_areFinalClassesThatCannotBeSerialized() {
        classes()
                .that()
                .haveFullyQualifiedName("io.countersign.secret.SigningSecret")
                .or()
                .haveFullyQualifiedName("io.countersign.secret.SecretRing")
                .or()
                .haveFullyQualifiedName("io.countersign.secret.LiveSecrets")
                .or()
                .haveFullyQualifiedName("io.countersign.secret.MountedSecrets")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .notBeRecords()
                .andShould()
                .notBeAssignableTo(Serializable.class)
                .check(HOUSE);
    }

    @Test
    void proofs_areInterfacesThatNoFrameworkCanBind() {
        classes()
                .that(new DescribedPredicate<JavaClass>("are proofs that handlers ask for") {
                    @Override
                    public boolean test(JavaClass candidate) {
                        return List.of("VerifiedDelivery", "ReceivedDelivery", "ReceivedEvent")
                                .contains(candidate.getSimpleName());
                    }
                })
                .should()
                .beInterfaces()
                .check(HOUSE);
    }
}
