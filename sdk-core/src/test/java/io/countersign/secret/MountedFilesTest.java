package io.countersign.secret;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that are swapped between reading a file and asking where its link leads. */
class MountedFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    private Path folder;

    private int version;
    private int swapsToCome;

    /** Before it says where its link leads, somebody swaps the link, so many times as the test wants. */
    private final class UnderASwap extends SecretFile {
        UnderASwap(Path path) {
            super("main", path);
        }

        @Override
        @Nullable
        Path resolve() {
            if (swapsToCome > 0) {
                swapsToCome--;
                swap();
            }
            return super.resolve();
        }
    }

    private void swap() {
        version++;
        try {
            Files.writeString(folder.resolve("v" + version), value(version));
            Path link = Files.createSymbolicLink(folder.resolve("next"), Path.of("v" + version));
            Files.move(link, folder.resolve("main"), ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(int version) {
        return "value-" + version + "-of-the-mount";
    }

    private MountedFile mounted() {
        swap();
        return new MountedFile(new UnderASwap(folder.resolve("main")), Duration.ZERO, secret -> secret);
    }

    private static void assertHolds(MountedFile file, int version) {
        assertThat(file.secrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.hasValueOf(SigningSecret.of("any", value(version))))
                        .isTrue());
    }

    @Test
    void takeFirst_linkSwappedTwiceMeanwhile_takesWhatItLeadsToInTheEnd() {
        MountedFile mounted = mounted();
        swapsToCome = 2;

        new MountedFiles(List.of(mounted)).takeFirst(NOW);

        assertHolds(mounted, 3);
    }

    @Test
    void takeFirst_linkThatDoesNotStandStill_isRefused() {
        MountedFiles files = new MountedFiles(List.of(mounted()));
        swapsToCome = 3;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> files.takeFirst(NOW))
                .withMessageContaining("change without end");
        assertThat(swapsToCome).isZero();
    }

    @Test
    void takeAgain_linkThatDoesNotStandStill_isLeftForTheNextTime() {
        MountedFile mounted = mounted();
        MountedFiles files = new MountedFiles(List.of(mounted));
        files.takeFirst(NOW);
        swapsToCome = 3;

        assertThat(files.takeAgain(NOW)).isFalse();
        assertHolds(mounted, 1);
        assertThat(files.takeAgain(NOW)).isTrue();
        assertHolds(mounted, 4);
    }

    @Test
    void takeAgain_nothingChanged_saysSo() {
        MountedFiles files = new MountedFiles(List.of(mounted()));
        files.takeFirst(NOW);

        assertThat(files.takeAgain(NOW)).isFalse();
    }

    @Test
    void takeAgain_fileThatIsGone_isNoChange() throws IOException {
        MountedFile mounted = mounted();
        MountedFiles files = new MountedFiles(List.of(mounted));
        files.takeFirst(NOW);
        Files.delete(folder.resolve("main"));

        assertThat(files.takeAgain(NOW)).isFalse();
        assertHolds(mounted, 1);
    }
}
