package io.countersign.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveSecretsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SigningSecret A = SigningSecret.of("a", "value-of-the-secret-a");
    private static final SigningSecret B = SigningSecret.of("b", "value-of-the-secret-b");
    private static final SigningSecret C = SigningSecret.of("c", "value-of-the-secret-c");

    private Instant now = NOW;

    private LiveSecrets live(SigningSecret... secrets) {
        return LiveSecrets.of(SecretSource.constant(SecretRing.of(secrets)), () -> now);
    }

    private static List<String> ids(SecretRing ring) {
        return ring.secrets().stream().map(SigningSecret::id).toList();
    }

    private static List<String> accepted(SecretSource source, Instant at) {
        return source.ring().acceptedAt(at).map(SigningSecret::id).toList();
    }

    private static SigningSecret only(SecretRing ring, String id) {
        return ring.secrets().stream()
                .filter(secret -> secret.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ring_asLongAsNothingChanges_isTheVeryRingOfTheSource() {
        SecretRing ring = SecretRing.of(A);

        assertThat(LiveSecrets.of(ring).ring()).isSameAs(ring);
    }

    @Test
    void ring_afterARevocation_isOneObjectUntilTheNextChange() {
        LiveSecrets secrets = live(A, B);
        secrets.revoke("a");

        assertThat(secrets.ring()).isSameAs(secrets.ring());
    }

    @Test
    void replace_isTheRingFromThenOn() {
        LiveSecrets secrets = live(A);
        SecretRing next = SecretRing.of(B);
        secrets.replace(next);

        assertThat(secrets.ring()).isSameAs(next);
    }

    @ParameterizedTest
    @CsvSource({"3599, true", "3600, false", "3601, false"})
    void rotate_previousSecret_isAcceptedUntilTheOverlapIsOver(int seconds, boolean stillAccepted) {
        LiveSecrets secrets = live(A);
        secrets.rotate(B, HOUR);

        assertThat(ids(secrets.ring())).containsExactly("b", "a");
        assertThat(accepted(secrets, NOW.plusSeconds(seconds)))
                .containsExactlyElementsOf(stillAccepted ? List.of("b", "a") : List.of("b"));
    }

    @Test
    void rotate_secretThatEndsSooner_keepsItsOwnEnd() {
        LiveSecrets secrets = live(A.acceptUntil(NOW.plusSeconds(60)));
        secrets.rotate(B, HOUR);

        assertThat(only(secrets.ring(), "a").acceptedUntil()).contains(NOW.plusSeconds(60));
    }

    @Test
    void rotate_secretWhoseWindowIsOver_isForgotten() {
        LiveSecrets secrets = live(A.acceptUntil(NOW), B);
        secrets.rotate(C, HOUR);

        assertThat(ids(secrets.ring())).containsExactly("c", "b");
    }

    @ParameterizedTest
    @CsvSource({"3599, true", "3600, false"})
    void rotate_secretThatBeginsAfterTheOverlap_isLeftAsItIs(int seconds, boolean ends) {
        LiveSecrets secrets = live(A, B.acceptFrom(NOW.plusSeconds(seconds)));
        secrets.rotate(C, HOUR);

        assertThat(only(secrets.ring(), "b").acceptedUntil().isPresent()).isEqualTo(ends);
    }

    @Test
    void rotate_withoutOverlap_cutsTheOthersOffAtOnce() {
        LiveSecrets secrets = live(A);
        secrets.rotate(B, Duration.ZERO);

        assertThat(ids(secrets.ring())).containsExactly("b");
    }

    @Test
    void rotate_idThatIsTaken_isRefusedAndChangesNothing() {
        LiveSecrets secrets = live(A);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> secrets.rotate(SigningSecret.of("a", "another-value"), HOUR))
                .withMessageContaining("\"a\"");
        assertThatIllegalArgumentException().isThrownBy(() -> secrets.rotate(B, Duration.ofNanos(-1)));
        assertThat(ids(secrets.ring())).containsExactly("a");
        assertThat(only(secrets.ring(), "a").acceptedUntil()).isEmpty();
    }

    @Test
    void rotate_whileThreeAreInTheirWindows_keepsAllOfThem() {
        LiveSecrets secrets = live(A);
        secrets.rotate(B, HOUR);
        now = NOW.plusSeconds(60);
        secrets.rotate(C, HOUR);

        assertThat(accepted(secrets, now)).containsExactly("c", "b", "a");
        assertThat(accepted(secrets, NOW.plus(HOUR))).containsExactly("c", "b");
        assertThat(accepted(secrets, now.plus(HOUR))).containsExactly("c");
    }

    @Test
    void revoke_secret_isNotAcceptedAndStaysKnown() {
        LiveSecrets secrets = live(A, B);
        secrets.revoke("a");

        assertThat(accepted(secrets, NOW)).containsExactly("b");
        assertThat(only(secrets.ring(), "a").isRevoked()).isTrue();
        assertThat(only(secrets.ring(), "b").isRevoked()).isFalse();
        assertThat(secrets.ring()).hasToString("SecretRing[SigningSecret[id=a, revoked], SigningSecret[id=b]]");
    }

    @Test
    void revoke_idThatIsNotThere_isRefusedWithTheIdsThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> live(A, B).revoke("x"))
                .withMessage("there is no secret \"x\" to revoke; there are [a, b]");
    }

    @Test
    void revoke_twice_doesNothingTheSecondTime() {
        LiveSecrets secrets = live(A, B);
        secrets.revoke("a");
        SecretRing ring = secrets.ring();
        secrets.revoke("a");

        assertThat(secrets.ring()).isSameAs(ring);
    }

    @Test
    void revoke_secretOfASourceThatGoesOnReturningIt_staysRefused() {
        AtomicReference<SecretRing> file = new AtomicReference<>(SecretRing.of(A));
        LiveSecrets secrets = LiveSecrets.of(file::get, () -> now);
        secrets.revoke("a");
        file.set(SecretRing.of(A, B));

        assertThat(accepted(secrets, NOW)).containsExactly("b");

        file.set(SecretRing.of(SigningSecret.of("renamed", A.revealValue()), B));

        assertThat(accepted(secrets, NOW)).containsExactly("b");
        assertThat(ids(secrets.ring())).containsExactly("renamed", "b");
    }

    @Test
    void revoke_thenAnotherValueUnderTheSameId_isANewSecretAndTheOldOneStaysKnown() {
        SigningSecret fresh = SigningSecret.of("a", "another value of the same id");
        AtomicReference<SecretRing> file = new AtomicReference<>(SecretRing.of(A));
        LiveSecrets secrets = LiveSecrets.of(file::get, () -> now);
        secrets.revoke("a");
        file.set(SecretRing.of(fresh));

        assertThat(accepted(secrets, NOW)).containsExactly("a");
        assertThat(only(secrets.ring(), "a").revealValue()).isEqualTo(fresh.revealValue());
        assertThat(only(secrets.ring(), "a.revoked").revealValue()).isEqualTo(A.revealValue());

        secrets.revoke("a");

        assertThat(accepted(secrets, NOW)).isEmpty();
        assertThat(secrets.ring().secrets()).allMatch(SigningSecret::isRevoked).hasSize(2);
    }

    @Test
    void revoke_twoValuesOfOneLongId_areKeptUnderIdsOfTheirOwn() {
        String id = "i".repeat(64);
        AtomicReference<SecretRing> file = new AtomicReference<>();
        LiveSecrets secrets = LiveSecrets.of(file::get, () -> now);
        for (int i = 0; i < 3; i++) {
            file.set(SecretRing.of(SigningSecret.of(id, "value number " + i)));
            secrets.revoke(id);
        }
        file.set(SecretRing.of(B));

        assertThat(ids(secrets.ring()))
                .containsExactly("b", id, "i".repeat(56) + ".revoked", "i".repeat(54) + ".revoked-2");
    }

    @Test
    void revoke_thenRotate_keepsItKnownAndTakesItsValueNeverAgain() {
        LiveSecrets secrets = live(A);
        secrets.revoke("a");
        secrets.rotate(B, HOUR);

        assertThat(accepted(secrets, NOW)).containsExactly("b");
        assertThat(only(secrets.ring(), "a").isRevoked()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> secrets.rotate(SigningSecret.of("again", A.revealValue()), HOUR))
                .withMessageContaining("\"again\"")
                .withMessageContaining("revoked")
                .withMessageNotContaining(new String(A.revealValue(), UTF_8));

        secrets.replace(SecretRing.of(A, C));

        assertThat(accepted(secrets, NOW)).containsExactly("c");
    }

    @Test
    void revoke_previousSecretWithinItsWindow_endsItNow() {
        LiveSecrets secrets = live(A);
        secrets.rotate(B, HOUR);
        secrets.revoke("a");

        assertThat(accepted(secrets, NOW)).containsExactly("b");
    }

    @Test
    void revoke_whileTheSourceFails_worksByWhatItSaidLast() {
        AtomicReference<SecretRing> file = new AtomicReference<>(SecretRing.of(A, B));
        SecretSource source = () -> {
            SecretRing ring = file.get();
            if (ring == null) {
                throw new IllegalStateException("down");
            }
            return ring;
        };
        LiveSecrets secrets = LiveSecrets.of(source, () -> now);
        assertThat(accepted(secrets, NOW)).containsExactly("a", "b");
        file.set(null);
        secrets.revoke("a");
        secrets.revoke("b");

        assertThatThrownBy(secrets::ring).isInstanceOf(IllegalStateException.class);

        file.set(SecretRing.of(A, B, C));

        assertThat(accepted(secrets, NOW)).containsExactly("c");
    }

    @Test
    void toString_showsIdsAndNeverAValue() {
        LiveSecrets secrets = live(A, B);
        secrets.revoke("a");

        assertThat(secrets.toString())
                .contains("revoked [a]")
                .doesNotContain(new String(A.revealValue(), UTF_8))
                .doesNotContain("value-of");
    }

    @Test
    void toString_showsIdsOfTheLastRing_onceItWasAskedFor() {
        LiveSecrets secrets = live(A, B);

        assertThat(secrets).hasToString("LiveSecrets[not asked yet, revoked []]");
        secrets.ring();
        assertThat(secrets.toString()).doesNotContain("not asked yet").contains("a", "b");
        secrets.revoke("a");
        assertThat(secrets.toString()).contains("revoked [a]");
    }

    @Test
    void ring_sourceThatReturnsAnotherOne_isFollowed() {
        List<SecretRing> rings = List.of(SecretRing.of(A), SecretRing.of(B));
        AtomicInteger asked = new AtomicInteger();
        LiveSecrets secrets = LiveSecrets.of((SecretSource) () -> rings.get(asked.getAndIncrement() % 2));

        assertThat(ids(secrets.ring())).containsExactly("a");
        assertThat(ids(secrets.ring())).containsExactly("b");
        assertThat(ids(secrets.ring())).containsExactly("a");
    }

    @Test
    void revoke_sourceThatHasNeverWorked_saysWhatTheSourceSays() {
        LiveSecrets secrets = LiveSecrets.of((SecretSource) () -> {
            throw new IllegalStateException("the vault is sealed");
        });

        assertThatIllegalStateException().isThrownBy(() -> secrets.revoke("a")).withMessage("the vault is sealed");
    }
}
