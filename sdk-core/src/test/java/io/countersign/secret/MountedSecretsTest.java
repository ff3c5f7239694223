package io.countersign.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class MountedSecretsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String OLD = "hunter2-the-old-value";
    private static final String NEW = "hunter2-the-new-value";

    @TempDir
    private Path folder;

    private final Logger logger = (Logger) LoggerFactory.getLogger(MountedSecrets.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private Instant now = NOW;

    @BeforeEach
    void listen() {
        said.start();
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        logger.addAppender(said);
    }

    @AfterEach
    void listenNoLonger() {
        logger.detachAppender(said);
        logger.setAdditive(true);
        logger.setLevel(null);
        assertThat(said.list).noneMatch(event -> event.getFormattedMessage().contains("hunter2"));
    }

    private Path write(String name, String value) throws IOException {
        return Files.writeString(folder.resolve(name), value);
    }

    private MountedSecrets.Builder builder() {
        return MountedSecrets.builder().clock(() -> now).interval(INTERVAL);
    }

    private void anIntervalLater() {
        now = now.plus(INTERVAL);
    }

    /** "id=value" of all that is accepted now, in the ring's order. */
    private List<String> accepted(SecretSource source) {
        return source.ring()
                .acceptedAt(now)
                .map(secret -> secret.id() + "=" + new String(secret.revealValue(), UTF_8))
                .toList();
    }

    private List<String> warnings() {
        return said.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** As the kubelet does it: a folder per version, a link to the latest, and files that lead through that link. */
    private void mount(String version, String... namesAndValues) throws IOException {
        Path data = Files.createDirectory(folder.resolve(".." + version));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Files.writeString(data.resolve(namesAndValues[i]), namesAndValues[i + 1]);
            Path visible = folder.resolve(namesAndValues[i]);
            if (Files.notExists(visible, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(visible, Path.of("..data", namesAndValues[i]));
            }
        }
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of(".." + version));
        Files.move(link, folder.resolve("..data"), ATOMIC_MOVE);
    }

    @Test
    void ring_asLongAsNothingChanges_isOneObject() throws IOException {
        MountedSecrets secrets = builder().file("main", write("main", OLD)).build();
        SecretRing ring = secrets.ring();
        for (int i = 0; i < 3; i++) {
            anIntervalLater();
            assertThat(secrets.ring()).isSameAs(ring);
        }
        assertThat(accepted(secrets)).containsExactly("main=" + OLD);
    }

    @Test
    void ring_linkThatIsSwapped_isFollowedAtTheNextLook() throws IOException {
        mount("v1", "main", OLD);
        MountedSecrets secrets = builder().file("main", folder.resolve("main")).build();
        mount("v2", "main", NEW);

        assertThat(accepted(secrets)).containsExactly("main=" + OLD);
        anIntervalLater();
        assertThat(accepted(secrets)).containsExactly("main=" + NEW);
    }

    @ParameterizedTest
    @CsvSource({"-1, old", "0, new", "1, new"})
    void ring_change_isSeenWhenTheIntervalIsOver(int millis, String expected) throws IOException {
        mount("v1", "main", OLD);
        MountedSecrets secrets = builder().file("main", folder.resolve("main")).build();
        mount("v2", "main", NEW);
        now = NOW.plus(INTERVAL).plusMillis(millis);

        assertThat(accepted(secrets)).containsExactly("main=hunter2-the-" + expected + "-value");
    }

    @Test
    void ring_clockThatWasSetBack_doesNotKeepItFromLooking() throws IOException {
        mount("v1", "main", OLD);
        MountedSecrets secrets = builder().file("main", folder.resolve("main")).build();
        mount("v2", "main", NEW);
        now = NOW.minus(DAY);

        assertThat(accepted(secrets)).containsExactly("main=" + NEW);
    }

    @Test
    void ring_fileWrittenInPlace_isTakenWhenTwoLooksAgree() throws IOException {
        MountedSecrets secrets = builder().file("main", write("main", OLD)).build();
        write("main", NEW.substring(0, 18));
        anIntervalLater();
        assertThat(accepted(secrets)).containsExactly("main=" + OLD);

        write("main", NEW);
        anIntervalLater();
        assertThat(accepted(secrets)).containsExactly("main=" + OLD);
        anIntervalLater();
        assertThat(accepted(secrets)).containsExactly("main=" + NEW);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void ring_fileOfTheSameSizeAndTime_isReadAllTheSame() throws IOException {
        Path file = write("main", OLD);
        FileTime time = Files.getLastModifiedTime(file);
        MountedSecrets secrets = builder().file("main", file).build();
        write("main", NEW);
        Files.setLastModifiedTime(file, time);
        anIntervalLater();
        secrets.ring();
        anIntervalLater();

        assertThat(accepted(secrets)).containsExactly("main=" + NEW);
    }

    @Test
    void ring_changeThatIsTakenBack_isNoChange() throws IOException {
        MountedSecrets secrets = builder().file("main", write("main", OLD), DAY).build();
        SecretRing ring = secrets.ring();
        write("main", NEW);
        anIntervalLater();
        secrets.ring();
        write("main", OLD);
        anIntervalLater();
        secrets.ring();
        write("main", NEW);
        anIntervalLater();

        assertThat(secrets.ring()).isSameAs(ring);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", NEW + "\n", " " + NEW, "${SECRET}"})
    void ring_fileThatHoldsNoSecret_keepsTheLastGoodValueAndSaysSoOnce(String content) throws IOException {
        MountedSecrets secrets = builder().file("main", write("main", OLD)).build();
        write("main", content);
        for (int i = 0; i < 5; i++) {
            anIntervalLater();
            assertThat(accepted(secrets)).containsExactly("main=" + OLD);
        }

        assertThat(warnings()).singleElement().asString().contains("\"main\"", "stays in use");
        assertThat(said.list).hasSize(1);
    }

    @Test
    void ring_fileThatVanishes_keepsTheLastGoodValueUntilItIsBack() throws IOException {
        Path file = write("main", OLD);
        MountedSecrets secrets = builder().file("main", file).build();
        Files.delete(file);
        anIntervalLater();
        assertThat(accepted(secrets)).containsExactly("main=" + OLD);
        assertThat(warnings())
                .containsExactly(
                        "the file of secret \"main\" is not there; name a file that holds the secret and nothing"
                                + " else. Until then the value that was read before stays in use");

        write("main", OLD);
        anIntervalLater();
        assertThat(accepted(secrets)).containsExactly("main=" + OLD);
        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .last()
                .asString()
                .contains("all right again");
    }

    @Test
    void ring_troubleThatLasts_isSaidAgainEveryHour() throws IOException {
        Path file = write("main", OLD);
        MountedSecrets secrets = builder().file("main", file).build();
        Files.delete(file);
        for (int minutes = 1; minutes <= 121; minutes++) {
            now = NOW.plus(Duration.ofMinutes(minutes));
            secrets.ring();
        }

        assertThat(warnings()).hasSize(3);
    }

    @Test
    void ring_linkThatLeadsNowhereForAWhile_keepsTheLastGoodValue() throws IOException {
        mount("v1", "main", OLD);
        MountedSecrets secrets = builder().file("main", folder.resolve("main")).build();
        Files.delete(folder.resolve("..data"));
        anIntervalLater();
        assertThat(accepted(secrets)).containsExactly("main=" + OLD);

        mount("v2", "main", NEW);
        anIntervalLater();
        assertThat(accepted(secrets)).containsExactly("main=" + NEW);
    }

    @Test
    void ring_linkThatLeadsToItself_keepsTheLastGoodValueAndSaysThatItCannotBeRead() throws IOException {
        mount("v1", "main", OLD);
        MountedSecrets secrets = builder().file("main", folder.resolve("main")).build();
        Files.delete(folder.resolve("..data"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..data"));
        anIntervalLater();

        assertThat(accepted(secrets)).containsExactly("main=" + OLD);
        assertThat(warnings()).singleElement().asString().contains("\"main\"", "cannot be read");
    }

    @Test
    void ring_fileWrittenInPlaceAgainAndAgain_isTakenOnceTwoLooksAgree() throws IOException {
        MountedSecrets secrets = builder().file("main", write("main", OLD)).build();
        write("main", "the-first-half-of-it");
        anIntervalLater();
        secrets.ring();
        write("main", NEW);
        anIntervalLater();
        assertThat(accepted(secrets)).containsExactly("main=" + OLD);

        anIntervalLater();
        assertThat(accepted(secrets)).containsExactly("main=" + NEW);
    }

    @Test
    void ring_troubleThatBecomesAnother_isSaidAtOnce() throws IOException {
        Path file = write("main", OLD);
        MountedSecrets secrets = builder().file("main", file).build();
        write("main", "");
        anIntervalLater();
        secrets.ring();
        Files.delete(file);
        anIntervalLater();
        secrets.ring();

        assertThat(warnings()).hasSize(2).last().asString().contains("is not there");
    }

    @Test
    void ring_change_isSaidWithTheIdOnceItIsTaken() throws IOException {
        mount("v1", "main", OLD);
        MountedSecrets secrets = builder().file("main", folder.resolve("main")).build();
        mount("v2", "main", NEW);
        anIntervalLater();
        secrets.ring();
        anIntervalLater();
        secrets.ring();

        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("the file of secret \"main\" changed; what it holds now is accepted");
    }

    @Test
    void ring_afterALook_waitsAnIntervalForTheNext() throws IOException {
        mount("v1", "main", OLD);
        MountedSecrets secrets = builder().file("main", folder.resolve("main")).build();
        anIntervalLater();
        secrets.ring();
        mount("v2", "main", NEW);
        now = now.plus(INTERVAL).minusMillis(1);

        assertThat(accepted(secrets)).containsExactly("main=" + OLD);
        now = now.plusMillis(1);
        assertThat(accepted(secrets)).containsExactly("main=" + NEW);
    }

    @Test
    void ring_linkSwappedToAnEmptyFile_isNotTaken() throws IOException {
        mount("v1", "main", OLD);
        MountedSecrets secrets = builder().file("main", folder.resolve("main")).build();
        mount("v2", "main", "");
        anIntervalLater();

        assertThat(accepted(secrets)).containsExactly("main=" + OLD);
    }

    @Test
    void ring_severalFilesBehindOneLink_changeInOneStep() throws IOException {
        mount("v1", "current", "value-1-of-the-mount", "previous", "value-0-of-the-mount");
        MountedSecrets secrets = builder()
                .file("current", folder.resolve("current"))
                .file("previous", folder.resolve("previous"))
                .build();
        mount("v2", "current", "value-2-of-the-mount", "previous", "value-1-of-the-mount");
        anIntervalLater();

        assertThat(accepted(secrets)).containsExactly("current=value-2-of-the-mount", "previous=value-1-of-the-mount");
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false"})
    void ring_formerValue_isAcceptedUntilTheOverlapIsOver(int millis, boolean accepted) throws IOException {
        mount("v1", "main", OLD);
        MountedSecrets secrets =
                builder().file("main", folder.resolve("main"), DAY).build();
        mount("v2", "main", NEW);
        anIntervalLater();
        secrets.ring();
        now = now.plus(DAY).plusMillis(millis);

        assertThat(accepted(secrets))
                .containsExactlyElementsOf(
                        accepted ? List.of("main=" + NEW, "main.previous=" + OLD) : List.of("main=" + NEW));
    }

    @Test
    void ring_formerValueWhoseOverlapIsOver_isGoneWithTheNextChange() throws IOException {
        mount("v1", "main", "value-1-of-the-mount");
        MountedSecrets secrets =
                builder().file("main", folder.resolve("main"), DAY).build();
        mount("v2", "main", "value-2-of-the-mount");
        anIntervalLater();
        secrets.ring();
        now = now.plus(DAY);
        mount("v3", "main", "value-3-of-the-mount");

        assertThat(secrets.ring().secrets()).extracting(SigningSecret::id).containsExactly("main", "main.previous");
        assertThat(accepted(secrets))
                .containsExactly("main=value-3-of-the-mount", "main.previous=value-2-of-the-mount");
    }

    @Test
    void ring_severalChangesWithinTheOverlap_keepEachFormerValueOnce() throws IOException {
        mount("v1", "main", "value-1-of-the-mount");
        MountedSecrets secrets =
                builder().file("main", folder.resolve("main"), DAY).build();
        for (int version : new int[] {2, 3}) {
            mount("v" + version, "main", "value-" + version + "-of-the-mount");
            anIntervalLater();
            secrets.ring();
        }
        assertThat(accepted(secrets))
                .containsExactly(
                        "main=value-3-of-the-mount",
                        "main.previous=value-2-of-the-mount",
                        "main.previous-2=value-1-of-the-mount");

        mount("v4", "main", "value-1-of-the-mount");
        anIntervalLater();
        assertThat(accepted(secrets))
                .containsExactly(
                        "main=value-1-of-the-mount",
                        "main.previous=value-3-of-the-mount",
                        "main.previous-2=value-2-of-the-mount");
    }

    @Test
    void ring_fileThatFlaps_keepsABoundedNumberOfFormerValues() throws IOException {
        mount("v0", "main", "value-0-of-the-mount");
        MountedSecrets secrets =
                builder().file("main", folder.resolve("main"), DAY).build();
        for (int version = 1; version < 20; version++) {
            mount("v" + version, "main", "value-" + version + "-of-the-mount");
            anIntervalLater();
            secrets.ring();
        }

        assertThat(accepted(secrets)).hasSize(1 + MountedFile.MAX_EARLIER).startsWith("main=value-19-of-the-mount");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void ring_windowOfTheFile_isThatOfEveryValueAndNoOverlapOutlastsIt() throws IOException {
        Instant end = NOW.plusSeconds(60);
        mount("v1", "main", OLD);
        MountedSecrets secrets = builder()
                .file("main", folder.resolve("main"), DAY, secret -> secret.acceptUntil(end))
                .build();
        mount("v2", "main", NEW);
        anIntervalLater();

        assertThat(secrets.ring().secrets())
                .allSatisfy(secret -> assertThat(secret.acceptedUntil()).contains(end))
                .hasSize(2);
    }

    @Test
    void ring_fixedSecretOfTheIdThatAFormerValueWouldGet_keepsIt() throws IOException {
        mount("v1", "main", OLD);
        MountedSecrets secrets = builder()
                .file("main", folder.resolve("main"), DAY)
                .secret(SigningSecret.of("main.previous", "a-value-in-no-file"))
                .build();
        mount("v2", "main", NEW);
        anIntervalLater();

        assertThat(accepted(secrets))
                .containsExactly("main=" + NEW, "main.previous=a-value-in-no-file", "main.previous-2=" + OLD);
    }

    @Test
    void ring_revokedOverAFile_staysRefusedWhenTheFileChangesAndIsKept() throws IOException {
        mount("v1", "main", OLD);
        LiveSecrets secrets = LiveSecrets.of(
                builder().file("main", folder.resolve("main"), DAY).build(), () -> now);
        secrets.revoke("main");
        mount("v2", "main", NEW);
        anIntervalLater();

        assertThat(accepted(secrets)).containsExactly("main=" + NEW);
        assertThat(secrets.ring().secrets().stream().map(Object::toString).collect(Collectors.joining()))
                .contains("main.previous", "revoked");
    }

    @Test
    void build_twiceFromOneBuilder_makesSourcesOfTheirOwn() throws IOException {
        mount("v1", "main", OLD);
        MountedSecrets.Builder builder = builder().file("main", folder.resolve("main"), DAY);
        MountedSecrets one = builder.build();
        mount("v2", "main", NEW);

        assertThat(accepted(builder.build())).containsExactly("main=" + NEW);
        anIntervalLater();
        assertThat(accepted(one)).containsExactly("main=" + NEW, "main.previous=" + OLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2-value\n", "${hunter2}"})
    void build_fileThatHoldsNoSecret_isRefusedByItsIdWithoutShowingIt(String content) throws IOException {
        MountedSecrets.Builder builder = builder().file("main", write("main", content));

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("\"main\"")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void build_finalNewline_isRefusedWithTheUsualCause() throws IOException {
        MountedSecrets.Builder builder = builder().file("main", write("main", OLD + "\n"));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("a final newline");
    }

    @Test
    void build_whatIsNoFile_isRefusedWithTheMend() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder().file("main", folder.resolve("hunter2")).build())
                .withMessage(
                        "the file of secret \"main\" is not there; name a file that holds the secret and nothing else");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().file("main", folder).build())
                .withMessageContaining("is a folder or a device; name a file");
        assertThatIllegalArgumentException().isThrownBy(() -> builder().build());
    }

    @ParameterizedTest
    @CsvSource({"65536, true", "65537, false"})
    void build_largeFile_isTakenUpTo64KiB(int bytes, boolean taken) throws IOException {
        MountedSecrets.Builder builder = builder().file("main", write("main", "a".repeat(bytes)));
        if (taken) {
            assertThat(builder.build().ring().secrets()).hasSize(1);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessageContaining("more than 65536 bytes");
        }
    }

    @Test
    void build_bytesThatAreNoText_areRefused() throws IOException {
        Path file = Files.write(folder.resolve("main"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().file("main", file).build())
                .withMessageContaining("is not UTF-8 text; write the secret into it as text");
    }

    @Test
    void build_twoFilesOfOneId_isRefused() throws IOException {
        Path file = write("main", OLD);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder().file("main", file).file("main", file).build())
                .withMessageContaining("\"main\"");
    }

    @Test
    void builder_intervalThatIsNotPositive_andOverlapThatIsNegative_areRefused() {
        MountedSecrets.Builder builder = MountedSecrets.builder();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.interval(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.interval(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.file("a", Path.of("a"), Duration.ofMillis(-1)));
        assertThat(builder.interval(Duration.ofNanos(1))).isSameAs(builder);
        assertThat(builder.file("a", Path.of("a"), Duration.ZERO)).isSameAs(builder);
    }

    @Test
    void toString_showsIdsOnly() {
        assertThat(MountedSecrets.builder()
                        .secret(SigningSecret.of("fixed", "the-value-of-a-secret-to-be-hidden"))
                        .build())
                .asString()
                .startsWith("MountedSecrets[")
                .contains("fixed")
                .doesNotContain("hidden");
    }
}
